import Modules
import System

/// The key of a repository in /etc/apt/keyrings.
struct SigningKey: Sendable {
    let slug: String

    private static let directory = "/etc/apt/keyrings"

    /// Where it may stand, armoured or binary.
    var paths: [String] { ["asc", "gpg"].map { "\(Self.directory)/\(slug).\($0)" } }

    /// Fetches a key that is named by a URL; a file is used where it stands, and an inline key (nil) where it is written.
    func store(
        _ source: String, _ machine: Machine<some System>, _ context: ModuleContext
    ) async throws(ModuleFailure) -> (changed: Bool, path: String?) {
        if source.hasPrefix("/"), await machine.isFile(source) { return (false, source) }
        guard source.has("://"), !source.contains("\n") else { return (false, nil) }
        return try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
            let fetched = "\(directory)/key"
            do throws(ModuleFailure) { try await Download(url: source).save(to: fetched, machine) } catch {
                throw ModuleFailure("Could not fetch signed_by key: \(error.message)")
            }
            let isArmored = await machine.text(fetched)?.has("-----BEGIN PGP PUBLIC KEY BLOCK-----") == true
            let path = "\(Self.directory)/\(slug).\(isArmored ? "asc" : "gpg")"
            let isSame = try await machine.attempt { base async throws(SystemError) in
                guard try await base.info(path, follow: true) != nil else { return false }
                return try await base.digest(path, .sha256) == base.digest(fetched, .sha256)
            }
            let mode = await machine.info(path)?.mode
            if isSame, mode == 0o644 { return (false, path) }
            if context.check { return (true, path) }
            try await machine.makeDirectories(Self.directory)
            try await machine.attempt { base async throws(SystemError) in
                if !isSame { try await base.move(fetched, to: path) }
                try await base.setMode(0o644, of: path)
            }
            return (true, path)
        }
    }
}
