import HostModules
import Modules
import System
import Values

/// `community.general.alternatives`: which of several programs a name stands for.
struct AlternativesModule: Module {
    static let name = "community.general.alternatives"
    static let aliases = ["ansible.builtin.alternatives"]
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true), Option("path", .path), Option("family"), Option("link", .path),
            Option("priority", .int),
            Option("state", default: "selected", choices: ["present", "selected", "absent", "auto"]),
            Option(
                "subcommands", .list, aliases: ["slaves"], elements: .dict,
                suboptions: ArgumentSpec([
                    Option("name", required: true), Option("path", .path, required: true),
                    Option("link", .path, required: true),
                ])),
        ],
        requiredOneOf: [["path", "family"]], operands: ["name", "path", "link"])

    private let name: String
    private let path: String?
    private let family: String?
    private let link: String?
    private let priority: Int?
    private let state: String
    private let subcommands: [Value]?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        path = arguments.string("path")
        family = arguments.string("family")
        link = arguments.string("link")
        priority = arguments.int("priority")
        state = arguments.string("state") ?? "selected"
        subcommands = arguments.list("subcommands")
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let program = try await machine.require("update-alternatives")
        let shown = try await machine.run([program, "--display", name])
        let group = AlternativeGroup(shown.succeeded ? shown.text : "")
        var job = Job(program: program, machine: machine, check: context.check)
        if state == "absent" {
            if let path, group.choices[path] != nil {
                try await job.run(["--remove", name, path], "Remove alternative '\(path)' from '\(name)'.")
                job.after = ["state": "absent"]
            }
        } else {
            try await ensure(group, &job)
        }
        var outcome = Outcome(
            changed: !job.messages.isEmpty, message: job.messages.joined(separator: " "))
        if context.diff {
            outcome.diff = [Diff(before: .dict(before(group)), after: .dict(job.after))]
        } else {
            outcome.values["diff"] = ["before": [:], "after": [:]]
        }
        return outcome
    }

    /// The programs a run has called, in words.
    private struct Job<Base: System> {
        let program: String
        let machine: Machine<Base>
        let check: Bool
        var messages: [String] = []
        var after: Dict = [:]

        mutating func run(_ arguments: [String], _ message: String) async throws(ModuleFailure) {
            messages.append(message)
            if check { return }
            let result = try await machine.run([program] + arguments)
            guard result.succeeded else {
                throw ModuleFailure(
                    result.errorText.droppingLineEnds(),
                    values: [
                        "cmd": .string(([program] + arguments).joined(separator: " ")), "rc": .int(Int(result.status)),
                        "stdout": .string(result.text), "stderr": .string(result.errorText),
                    ])
            }
        }
    }

    private func ensure(_ group: AlternativeGroup, _ job: inout Job<some System>) async throws(ModuleFailure) {
        if let path, needsInstall(path, group) { try await install(path, group, &job) }
        let isFamily = group.current.flatMap { group.choices[$0]?.family } == family && family != nil
        let isRight = path != nil && group.current == path || isFamily
        if state == "selected", !isRight, let choice = path ?? family {
            try await job.run(["--set", name, choice], "Set alternative '\(choice)' for '\(name)'.")
            job.after["state"] = "selected"
        }
        if state == "auto", group.isManual {
            try await job.run(["--auto", name], "Set alternative to auto for '\(name)'.")
            job.after["state"] = "present"
        }
    }

    private func needsInstall(_ path: String, _ group: AlternativeGroup) -> Bool {
        guard let choice = group.choices[path] else { return true }
        if let priority, priority != choice.priority { return true }
        guard let subcommands else { return false }
        return Set(subcommands) != Set(choice.subcommands)
    }

    private func install(
        _ path: String, _ group: AlternativeGroup, _ job: inout Job<some System>
    ) async throws(ModuleFailure) {
        guard await job.machine.exists(path) else { throw ModuleFailure("Specified path \(path) does not exist") }
        guard let link = link ?? group.link else {
            throw ModuleFailure(
                "Needed to install the alternative, but unable to do so as we are missing the link")
        }
        let priority = priority ?? group.choices[path]?.priority ?? 50
        let slaves = (subcommands ?? []).flatMap { item -> [String] in
            let fields = item.mapping ?? [:]
            return ["--slave"] + ["link", "name", "path"].map { fields[.string($0)]?.text ?? "" }
        }
        let familyFlags = family.map { ["--family", $0] } ?? []
        try await job.run(
            ["--install", link, name, path, String(priority)] + familyFlags + slaves,
            "Install alternative '\(path)' for '\(name)'.")
        job.after = [
            "state": "present", "path": .string(path), "family": Value(family), "priority": .int(priority),
            "link": .string(link),
        ]
        let known = subcommands ?? group.choices[path]?.subcommands ?? []
        if !known.isEmpty { job.after["subcommands"] = .list(known) }
    }

    private func before(_ group: AlternativeGroup) -> Dict {
        if group.choices.isEmpty { return [:] }
        guard let path, let choice = group.choices[path] else { return ["state": "absent"] }
        var facts: Dict = [
            "state": group.isManual && group.current != path ? "selected" : "present", "path": .string(path),
            "priority": .int(choice.priority), "link": Value(group.link),
        ]
        if !choice.subcommands.isEmpty { facts["subcommands"] = .list(choice.subcommands) }
        return facts
    }
}
