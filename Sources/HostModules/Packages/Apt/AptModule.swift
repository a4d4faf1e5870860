import Modules
import System
import Values

/// `ansible.builtin.apt`: Debian packages, by apt-get and dpkg alone.
struct AptModule: Module {
    static let name = "ansible.builtin.apt"
    static let arguments = AptRequest.spec

    private let request: AptRequest

    init(_ arguments: Arguments) throws(ModuleFailure) { request = try AptRequest(arguments) }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        let environment = ["DEBIAN_FRONTEND": "noninteractive", "DEBIAN_PRIORITY": "critical"]
        let cache = AptCache(machine: machine, environment: environment, release: request.release)
        let apt = AptGet(
            machine: machine, request: request, environment: environment, check: context.check, wantsDiff: context.diff)
        let job = AptJob(machine: machine, request: request, cache: cache, apt: apt, context: context)
        _ = try await machine.require("apt-get")
        if request.clean {
            let outcome = try await job.clean()
            if request.packages.isEmpty, request.upgrade == nil, request.deb == nil { return outcome }
        }
        var warnings: [String] = []
        let update = request.updatesCache ? try await job.update(&warnings) : nil
        let time = await cache.updateTime()
        if let update, request.packages.isEmpty, request.upgrade == nil, request.deb == nil {
            return Outcome(
                changed: update,
                values: ["cache_updated": .bool(update), "cache_update_time": .int(Int(time))], warnings: warnings)
        }
        var outcome = try await act(job, cacheUpdated: update ?? false, time: time)
        // The original shows an empty diff where apt ran and none was asked for.
        let hasRun = outcome.values["stdout"] != nil && (outcome.changed || outcome.message == nil)
        if hasRun, outcome.diff.isEmpty { outcome.values["diff"] = [:] }
        outcome.warnings = warnings + outcome.warnings
        return outcome
    }

    private func act(
        _ job: AptJob<some System>, cacheUpdated: Bool, time: Double
    ) async throws(ModuleFailure) -> Outcome {
        if let mode = request.upgrade { return try await job.upgrade(mode) }
        if let deb = request.deb { return try await job.installFiles(deb) }
        let packages = request.packages.filter { $0 != "*" }
        if request.state == "latest", packages.count < request.packages.count {
            guard packages.isEmpty else {
                throw ModuleFailure("unable to install additional packages when upgrading all installed packages")
            }
            return try await job.upgrade("yes")
        }
        if packages.isEmpty {
            if request.autoclean { return try await job.cleanUp("autoclean", mark: "Del ") }
            if request.autoremove {
                return try await job.cleanUp("autoremove", mark: "The following packages will be REMOVED")
            }
        }
        if request.state == "absent" { return try await job.remove(packages.map { AptSpec($0) }) }
        let cacheFacts: Dict = ["cache_updated": .bool(cacheUpdated), "cache_update_time": .int(Int(time))]
        do {
            var outcome = try await job.install(packages.map { AptSpec($0) })
            outcome.values.merge(cacheFacts) { $1 }
            return outcome
        } catch {
            let isLate = !error.values.isEmpty || error.message.hasPrefix("no available installation candidate")
            throw isLate ? ModuleFailure(error.message, values: error.values.merging(cacheFacts) { $1 }) : error
        }
    }
}
