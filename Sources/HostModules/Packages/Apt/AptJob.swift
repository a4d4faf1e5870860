import Modules
import System
import Values

/// The steps an `apt` task can be made of.
struct AptJob<Base: System> {
    let machine: Machine<Base>
    let request: AptRequest
    let cache: AptCache<Base>
    let apt: AptGet<Base>
    let context: ModuleContext

    func clean() async throws(ModuleFailure) -> Outcome {
        let result = try await machine.run(["apt-get", "clean"], environment: apt.environment)
        guard result.succeeded, result.error.isEmpty else {
            let reason = result.succeeded ? ": \(result.errorText)" : ""
            throw ModuleFailure(
                "apt-get clean failed\(reason)",
                values: ["stdout": .string(result.text), "rc": .int(Int(result.status))])
        }
        return Outcome(
            changed: true, message: result.text, values: ["stdout": .string(result.text), "stderr": ""],
            diff: apt.diff(result.text))
    }

    /// Whether the lists were renewed.
    func update(_ warnings: inout [String]) async throws(ModuleFailure) -> Bool {
        let before = await cache.updateTime()
        let now = try await machine.attempt { base async throws(SystemError) in try await base.now() }
        if before + Double(request.cacheValidTime) >= now { return false }
        if context.check { return true }
        let update = AptUpdate(
            retries: request.retries, longestDelay: request.retryDelay, lockTimeout: request.lockTimeout)
        try await update.run(machine, &warnings)
        return Int(await cache.updateTime()) != Int(before)
    }

    func upgrade(_ mode: String) async throws(ModuleFailure) -> Outcome {
        let aptitude = request.prefersAptGet ? nil : await machine.find("aptitude")
        var warnings: [String] = []
        if aptitude != nil, mode != "dist" {
            if request.failsOnAutoremove {
                warnings.append(
                    "APTITUDE does not support '--no-remove', ignoring the 'fail_on_autoremove' parameter.")
            }
            if request.permissions.contains("--allow-downgrades") {
                warnings.append(
                    "APTITUDE does not support '--allow-downgrades', ignoring the 'allow_downgrade' parameter.")
            }
        }
        let run = try await apt.upgrade(mode, by: aptitude)
        guard run.result.succeeded else {
            throw ModuleFailure("'\(run.line)' failed: \(run.result.errorText)", values: run.failure)
        }
        let nothing = [
            "0 upgraded, 0 newly installed, 0 to remove", "0 packages upgraded, 0 newly installed, 0 to remove",
        ]
        let isChanged = !nothing.contains { run.result.text.has($0) }
        return Outcome(
            changed: isChanged, message: run.result.text, values: run.output,
            diff: isChanged ? apt.diff(run.result.text) : [], warnings: warnings)
    }

    func cleanUp(_ operation: String, mark: String) async throws(ModuleFailure) -> Outcome {
        let run = try await apt.cleanUp(operation)
        guard run.result.succeeded else {
            throw ModuleFailure("'apt-get \(operation)' failed: \(run.result.errorText)", values: run.failure)
        }
        return Outcome(changed: run.result.text.has(mark), values: run.output, diff: apt.diff(run.result.text))
    }

    func remove(_ specs: [AptSpec]) async throws(ModuleFailure) -> Outcome {
        let specs = try await cache.expand(specs)
        let status = try await cache.status(of: specs.map(\.name))
        let packages = specs.filter { spec in
            guard let status = status[spec.name] else { return false }
            if status.isInstalled { return spec.accepts(status.version ?? "") || request.purge }
            return status.hasLeftovers && request.purge
        }
        guard !packages.isEmpty else { return Outcome() }
        let run = try await apt.remove(packages.map(\.text))
        guard run.result.succeeded else {
            let names = packages.map { "'\($0.text)'" }.joined(separator: " ")
            throw ModuleFailure("'apt-get remove \(names)' failed: \(run.result.errorText)", values: run.failure)
        }
        return Outcome(changed: true, values: run.output, diff: apt.diff(run.result.text))
    }

    func install(_ specs: [AptSpec]) async throws(ModuleFailure) -> Outcome {
        let isBuild = request.state == "build-dep"
        let specs = try await cache.expand(specs)
        let wanted =
            isBuild ? specs.map(\.text) : try await AptSelection(request: request, cache: cache).packages(specs)
        var outcome = Outcome()
        if !wanted.isEmpty {
            let run = try await apt.install(wanted)
            guard run.result.succeeded else {
                throw ModuleFailure("'\(run.line)' failed: \(run.result.errorText)", values: run.failure)
            }
            outcome = Outcome(changed: true, values: run.output, diff: apt.diff(run.result.text))
            if isBuild { outcome.changed = !run.result.text.has("0 upgraded, 0 newly installed, 0 to remove") }
        }
        if !isBuild, !context.check { try await keep(specs.map(\.name), &outcome) }
        return outcome
    }

    /// Tells apt that somebody asked for these, so that none is removed as no longer needed.
    private func keep(_ names: [String], _ outcome: inout Outcome) async throws(ModuleFailure) {
        let marked = await cache.automatic(among: names)
        guard !marked.isEmpty else { return }
        guard let program = await machine.find("apt-mark") else {
            outcome.warnings.append("Could not find apt-mark binary, not marking package(s) as manually installed.")
            return
        }
        let result = try await machine.run([program, "manual"] + marked, environment: apt.environment)
        guard !result.succeeded else { return }
        throw ModuleFailure(
            "'\(program) manual \(marked.joined(separator: " "))' failed: \(result.errorText)",
            values: AptRun(line: "", result: result).failure)
    }
}
