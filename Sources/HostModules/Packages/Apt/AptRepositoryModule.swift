import Modules
import System
import Values

/// `ansible.builtin.apt_repository`: one-line sources of apt.
struct AptRepositoryModule: Module {
    static let name = "ansible.builtin.apt_repository"
    static let arguments = ArgumentSpec([
        Option("repo", required: true), Option("state", default: "present", choices: ["absent", "present"]),
        Option("mode", .raw), Option("update_cache", .bool, default: true, aliases: ["update-cache"]),
        Option("update_cache_retries", .int, default: 5), Option("update_cache_retry_max_delay", .int, default: 12),
        Option("filename"), Option("install_python_apt", .bool, default: true),
        Option("validate_certs", .bool, default: true), Option("codename"),
    ])

    private let repository: String
    private let isPresent: Bool
    private let attributes: FileAttributes?
    private let fileName: String?
    private let codename: String?
    private let update: AptUpdate?
    private let verifies: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        repository = arguments.string("repo") ?? ""
        isPresent = arguments.string("state") != "absent"
        fileName = arguments.string("filename")
        codename = arguments.string("codename")
        verifies = arguments.bool("validate_certs") ?? true
        update =
            arguments.bool("update_cache") == false
            ? nil
            : AptUpdate(
                words: .repository, retries: arguments.int("update_cache_retries") ?? 5,
                longestDelay: arguments.int("update_cache_retry_max_delay") ?? 12)
        attributes = arguments["mode"] == nil ? nil : FileAttributes(arguments)
        if repository.isEmpty { throw ModuleFailure("Please set argument 'repo' to a non-empty value") }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        guard await machine.find("apt-get") != nil else {
            throw ModuleFailure("Module apt_repository is not supported on target.")
        }
        var list = await SourcesList(machine)
        let before = list.texts
        try await change(&list, machine, context)
        let after = list.texts
        let added = after.keys.filter { before[$0] == nil }.sorted()
        let removed = before.keys.filter { after[$0] == nil }.sorted()
        var outcome = Outcome(changed: before != after)
        if outcome.changed {
            if context.diff {
                outcome.diff = (added + removed).map { path in
                    Diff(
                        before: .string(before[path] ?? ""), after: .string(after[path] ?? ""),
                        beforeHeader: before[path] == nil ? "/dev/null" : path,
                        afterHeader: after[path] == nil ? "/dev/null" : path)
                }
            }
            if !context.check { try await save(list, before, machine, &outcome) }
        }
        outcome.values = [
            "repo": .string(repository), "sources_added": .texts(added), "sources_removed": .texts(removed),
            "state": isPresent ? "present" : "absent",
        ]
        if outcome.diff.isEmpty { outcome.values["diff"] = [] }
        return outcome
    }

    private func change(
        _ list: inout SourcesList, _ machine: Machine<some System>, _ context: ModuleContext
    ) async throws(ModuleFailure) {
        var line = repository
        var name = fileName.map { "\($0).list" }
        if repository.hasPrefix("ppa:") {
            var release = codename
            if release == nil { release = await OSRelease(machine)["VERSION_CODENAME"] }
            let archive = PersonalArchive(repository, release: release ?? "")
            line = archive.line
            if isPresent {
                if list.enabled.contains(line) { return }
                try await archive.installKey(machine, context, verifies: verifies)
                name = name ?? SourcesList.fileName(for: "\(repository)_\(release ?? "")")
            }
        }
        let source = SourceLine(line)
        guard source.isValid, source.isEnabled else {
            throw ModuleFailure("Invalid repository string: \(source.source)")
        }
        if isPresent {
            let file = name ?? SourcesList.fileName(for: source.source)
            list.add(source, to: file.contains("/") ? file : "\(SourcesList.directory)/\(file)")
        } else {
            list.remove(source.source)
        }
    }

    private func save(
        _ list: SourcesList, _ before: [String: String], _ machine: Machine<some System>, _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        let after = list.texts
        // As the original does, every file is written in its uniform spelling, and empty ones are removed.
        for path in list.paths {
            guard let text = after[path], await machine.text(path) != text else { continue }
            try await machine.makeDirectories(path.directoryName)
            try await machine.replace(path, with: text, follow: true)
            guard let attributes, before[path] == nil else { continue }
            var ignored = AttributeChanges()
            _ = try await attributes.apply(to: path, &ignored, on: machine.system, check: false)
        }
        for path in list.paths where after[path] == nil { try await machine.remove(path) }
        guard let update else { return }
        do { try await update.run(machine, &outcome.warnings) } catch {
            // The sources go back to what they were.
            for path in after.keys where before[path] == nil { try? await machine.remove(path) }
            for (path, text) in before where after[path] != text {
                try? await machine.replace(path, with: text, follow: true)
            }
            throw error
        }
    }
}
