import HostModules
import Modules
import System
import Values

/// `ansible.builtin.subversion`: a working copy or an export of a Subversion repository.
struct SubversionModule: Module {
    static let name = "ansible.builtin.subversion"
    static let arguments = ArgumentSpec(
        [
            Option("dest", .path), Option("repo", required: true, aliases: ["name", "repository"]),
            Option("revision", default: "HEAD", aliases: ["rev", "version"]), Option("force", .bool, default: false),
            Option("username"), Option("password", noLog: true), Option("executable", .path),
            Option("export", .bool, default: false), Option("checkout", .bool, default: true),
            Option("update", .bool, default: true), Option("switch", .bool, default: true),
            Option("in_place", .bool, default: false), Option("validate_certs", .bool, default: false),
        ], operands: ["repo", "revision", "dest", "username"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        if arguments["dest"] == nil, asks("checkout") || asks("update") || asks("export") {
            throw ModuleFailure(
                "the destination directory must be specified unless checkout=no, update=no, and export=no")
        }
    }

    private func asks(_ name: String) -> Bool { arguments.bool(name) ?? false }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        var program = arguments.string("executable")
        if program == nil { program = try await machine.require("svn") }
        let copy = try await SubversionCopy(arguments, program: program ?? "svn", machine)
        var outcome = try await work(copy, check: context.check)
        outcome.warnings = copy.warnings
        return outcome
    }

    private func work(_ copy: SubversionCopy<some System>, check: Bool) async throws(ModuleFailure) -> Outcome {
        if !asks("export"), !asks("update"), !asks("checkout") {
            let after = try await copy.revision(of: arguments.string("repo") ?? "", "Unable to get remote revision")
            return Outcome(values: ["after": .string(after.revision)])
        }
        let force = asks("force")
        let modified = ModuleFailure("ERROR: modified files exist in the repository.")
        var before = Value.none
        var changed = true
        let isAbsent = await !copy.machine.exists(copy.path)
        if asks("export") || isAbsent {
            if check { return Outcome(changed: true) }
            if asks("export") || !asks("checkout") {
                if !asks("export") { return Outcome() }
                try await copy.fetch("export", force: force)
                return Outcome(changed: true)
            }
            try await copy.fetch("checkout", force: false)
        } else if try await copy.isThere {
            if !asks("update") { return Outcome() }
            let isModified = try await copy.isModified
            if check {
                if isModified, !force { throw modified }
                let (current, head) = (try await copy.current, try await copy.head)
                let open = SubversionCopy<LocalSystem>.number(current) < SubversionCopy<LocalSystem>.number(head)
                return Outcome(changed: open, values: ["before": .string(current), "after": .string(head)])
            }
            before = try await copy.state
            changed = isModified
            if asks("switch") { changed = try await copy.follow("switch") || changed }
            if isModified {
                guard force else { throw modified }
                try await copy.revert()
            }
            changed = try await copy.follow("update") || changed
        } else if asks("in_place") {
            if check { return Outcome(changed: true) }
            try await copy.fetch("checkout", force: true)
            if try await copy.isModified, force { try await copy.revert() }
        } else {
            throw ModuleFailure(
                "ERROR: \(copy.path) folder already exists, but its not a subversion repository.")
        }
        return Outcome(changed: changed, values: ["before": before, "after": try await copy.state])
    }
}
