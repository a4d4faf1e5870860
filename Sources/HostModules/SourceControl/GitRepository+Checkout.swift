import Modules
import System
import Values

extension GitRepository {
    func clone(_ warnings: inout [String]) async throws(ModuleFailure) {
        guard let destination = request.destination else { return }
        let parent = destination.directoryName
        if !parent.isEmpty { try await machine.makeDirectories(parent) }
        var arguments = ["clone"] + (request.isBare ? ["--bare"] : ["--origin", request.remote])
        var isNamed = try await isRemoteBranch(request.repository)
        if !isNamed { isNamed = try await isRemoteTag(request.repository) }
        if let depth = request.depth {
            if request.version == "HEAD" || request.refspec != nil {
                arguments += ["--depth", String(depth)]
            } else if isNamed {
                arguments += ["--depth", String(depth), "--branch", request.version]
            } else {
                warnings.append(
                    "Ignoring depth argument. Shallow clones are only available for HEAD, branches, tags or in "
                        + "combination with refspec.")
            }
        }
        if let reference = request.reference { arguments += ["--reference", reference] }
        if request.isSingleBranch {
            arguments.append("--single-branch")
            if isNamed { arguments += ["--branch", request.version] }
        }
        if let place = request.separateDirectory { arguments.append("--separate-git-dir=\(place)") }
        _ = try await demand(arguments + [request.repository, destination], at: parent.isEmpty ? nil : parent)
        if request.isBare, request.remote != "origin" {
            _ = try await demand(["remote", "add", request.remote, request.repository], at: destination)
        }
        if let refspec = request.refspec {
            let depth = request.depth.map { ["--depth", String($0)] } ?? []
            _ = try await demand(["fetch"] + depth + [request.remote, refspec], at: destination)
        }
        if request.verifies { try await verify() }
    }

    /// Brings the copy to the wanted version.
    func checkOut() async throws(ModuleFailure) {
        let (version, remote) = (request.version, request.remote)
        let last: [String]
        if version == "HEAD" {
            let branch = try await knownHeadBranch()
            try await step(["checkout", "--force", branch], "Failed to checkout branch \(branch)")
            last = ["reset", "--hard", "\(remote)/\(branch)", "--"]
        } else if try await isRemoteBranch(remote) {
            if let depth = request.depth, try await !isLocal(version) {
                let refspecs = [
                    "+refs/heads/\(version):refs/heads/\(version)",
                    "+refs/heads/\(version):refs/remotes/\(remote)/\(version)",
                ]
                try await step(
                    ["fetch", "--depth=\(depth)", remote] + refspecs, "Failed to fetch branch from remote: \(version)")
            }
            if try await isLocal(version) {
                try await step(["checkout", "--force", version], "Failed to checkout branch \(version)")
                last = ["reset", "--hard", "\(remote)/\(version)"]
            } else {
                last = ["checkout", "--track", "-b", version, "\(remote)/\(version)"]
            }
        } else {
            last = ["checkout", "--force", version]
        }
        try await step(
            last, version == "HEAD" ? "Failed to checkout branch" : "Failed to checkout \(version)", showsCommand: true)
        if request.verifies { try await verify() }
    }

    private func step(
        _ arguments: [String], _ message: String, showsCommand: Bool = false
    ) async throws(ModuleFailure) {
        let result = try await run(arguments, at: request.destination)
        guard !result.succeeded else { return }
        var values = failure(result)
        if showsCommand { values["cmd"] = .string(([program] + arguments).joined(separator: " ")) }
        throw ModuleFailure(message, values: values)
    }

    /// The signature of the wanted tag or commit, and its key where only some are allowed.
    private func verify() async throws(ModuleFailure) {
        let version = request.version
        let tags = try await run(
            ["for-each-ref", "refs/tags/", "--format", "%(objecttype):%(refname:short)"], at: request.destination)
        let isTag = tags.text.lines.contains("tag:\(version)")
        let raw = request.fingerprints.isEmpty ? [] : ["--raw"]
        let result = try await run([isTag ? "verify-tag" : "verify-commit", version] + raw, at: request.destination)
        guard result.succeeded else {
            throw ModuleFailure(
                "Failed to verify GPG signature of commit/tag \"\(version)\"", values: failure(result))
        }
        guard !request.fingerprints.isEmpty else { return }
        let line = result.errorText.lines.map(\.words).first { $0.count > 2 && $0[1] == "VALIDSIG" } ?? []
        let fingerprint = line.count > 11 ? line[11] : line.count > 2 ? line[2] : ""
        guard request.fingerprints.contains(fingerprint) else {
            throw ModuleFailure(
                "The gpg_allowlist does not include the public key \"\(fingerprint)\" for this commit",
                values: failure(result))
        }
    }
}
