import Modules
import System
import Values

extension AptJob {
    /// Packages from files, or from one that is fetched first; what they depend on comes from the archive.
    func installFiles(_ list: String) async throws(ModuleFailure) -> Outcome {
        if list.has("://") {
            return try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
                let place = "\(directory)/\(list.cut(at: "?")?.before.baseName ?? list.baseName)"
                try await Download(url: list).save(to: place, machine)
                return try await install([place])
            }
        }
        return try await install(list.split(separator: ",").map { $0.trimmed() })
    }

    private func install(_ files: [String]) async throws(ModuleFailure) -> Outcome {
        var open: [String] = []
        for file in files where try await !isInstalled(file) { open.append(file.hasPrefix("/") ? file : "./\(file)") }
        guard !open.isEmpty else { return Outcome(values: ["stdout": "", "stderr": ""]) }
        let run: AptRun
        if request.force {
            let options =
                request.dpkgOptions.map { "--\($0)" } + (context.check ? ["--simulate"] : []) + ["--force-all"]
            run = try await apt.run("dpkg", options + ["-i"] + open, shown: options + ["-i"] + open)
        } else {
            run = try await apt.install(open)
        }
        guard run.result.succeeded else { throw ModuleFailure("\(run.line) failed", values: run.failure) }
        return Outcome(changed: true, values: run.output, diff: apt.diff(run.result.text))
    }

    private func isInstalled(_ file: String) async throws(ModuleFailure) -> Bool {
        guard await machine.exists(file) else {
            throw ModuleFailure(
                "Unable to install package: E:Could not open file \(file) - open (2: No such file or directory)")
        }
        let result = try await machine.run([
            "dpkg-deb", "--showformat=${Package}\\t${Architecture}\\t${Version}", "--show", file,
        ])
        let fields = result.text.trimmed().split(separator: "\t").map(String.init)
        guard result.succeeded, fields.count == 3 else {
            throw ModuleFailure("Unable to install package: \(result.errorText.trimmed())")
        }
        let name = fields[1] == "all" ? fields[0] : "\(fields[0]):\(fields[1])"
        guard let status = try await cache.status(of: [name])[name], status.isInstalled else { return false }
        return DebianVersion(status.version ?? "") == DebianVersion(fields[2])
    }
}
