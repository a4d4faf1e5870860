import Modules
import System
import Values

/// `ansible.builtin.git`: working copies of git repositories.
struct GitModule: Module {
    static let name = "ansible.builtin.git"
    static let arguments = GitRequest.spec

    private let request: GitRequest

    init(_ arguments: Arguments) throws(ModuleFailure) { request = try GitRequest(arguments) }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        var outcome = Outcome(values: ["before": .none])
        let git = try await GitRepository(machine: machine, request: request, warnings: &outcome.warnings)
        var separated = false
        if let destination = request.destination, let place = request.separateDirectory,
            let current = try await git.directory(), current != place, await machine.exists(current)
        {
            separated = true
            if !context.check { try await git.relocate(from: current, to: place, in: destination) }
        }
        outcome.changed = separated
        let isThere = await git.exists()
        guard isThere else {
            if context.check || !request.clones { return try await predictClone(git, context, outcome) }
            try await git.clone(&outcome.warnings)
            return try await finish(git, machine, context, outcome, before: nil, isForced: false)
        }
        let before = try await git.version()
        outcome.values["before"] = .string(before)
        if !request.updates {
            outcome.values["after"] = .string(before)
            return try await archive(git, machine, context, outcome)
        }
        return try await update(git, machine, context, outcome, before: before)
    }

    private func predictClone(
        _ git: GitRepository<some System>, _ context: ModuleContext, _ start: Outcome
    ) async throws(ModuleFailure) -> Outcome {
        var outcome = start
        let after = try await git.remoteHead(of: request.repository)
        outcome.changed = true
        outcome.values["after"] = .string(after)
        if context.diff { outcome.diff = [Diff(prepared: ">> Newly checked out \(after)")] }
        return outcome
    }

    private func update(
        _ git: GitRepository<some System>, _ machine: Machine<some System>, _ context: ModuleContext, _ start: Outcome,
        before: String
    ) async throws(ModuleFailure) -> Outcome {
        var outcome = start
        let isModified = try await git.hasLocalChanges()
        if isModified {
            let message = "Local modifications exist in the destination: \(request.destination ?? "")"
            guard request.force else {
                throw ModuleFailure(message + " (force=no).", values: ["changed": false, "before": .string(before)])
            }
            if !context.check {
                try await git.reset()
                outcome.changed = true
                outcome.message = message
            }
        }
        let hasMoved = try await git.setRemote(check: context.check)
        outcome.values["remote_url_changed"] = .bool(hasMoved)
        if context.check {
            let after = try await git.remoteHead(of: request.remote)
            outcome.changed = outcome.changed || before != after || hasMoved
            outcome.values["after"] = .string(after)
            if context.diff, before != after { outcome.diff = [try await git.diff(before, after)] }
            return outcome
        }
        try await git.fetch()
        return try await finish(
            git, machine, context, outcome, before: before, isForced: isModified || hasMoved)
    }

    private func finish(
        _ git: GitRepository<some System>, _ machine: Machine<some System>, _ context: ModuleContext, _ start: Outcome,
        before: String?, isForced: Bool
    ) async throws(ModuleFailure) -> Outcome {
        var outcome = start
        if !request.isBare { try await git.checkOut() }
        var movesSubmodules = false
        if request.isRecursive, !request.isBare {
            let submodules = GitSubmodules(git: git, tracks: request.tracksSubmodules)
            movesSubmodules = try await submodules.isOutdated()
            if movesSubmodules {
                outcome.values["submodules_changed"] = true
                try await submodules.update(force: request.force)
            }
        }
        let after = try await git.version()
        outcome.values["after"] = .string(after)
        if before != after || isForced || movesSubmodules {
            outcome.changed = true
            if context.diff {
                if let before {
                    if before != after { outcome.diff = [try await git.diff(before, after)] }
                } else {
                    outcome.diff = [Diff(prepared: ">> Newly checked out \(after)")]
                }
            }
        }
        return try await archive(git, machine, context, outcome)
    }

    private func archive(
        _ git: GitRepository<some System>, _ machine: Machine<some System>, _ context: ModuleContext, _ start: Outcome
    ) async throws(ModuleFailure) -> Outcome {
        guard let path = request.archive else { return start }
        var outcome = start
        if context.check {
            outcome.changed = true
            return outcome
        }
        outcome.changed = try await GitArchive(path: path, request: request).create(git, machine, context)
        return outcome
    }
}
