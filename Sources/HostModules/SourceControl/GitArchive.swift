import Modules
import System
import Values

/// A file made by git-archive(1) from a working copy.
struct GitArchive: Sendable {
    let path: String
    let request: GitRequest

    private static let formats = ["zip": "zip", "gz": "tar.gz", "tar": "tar", "tgz": "tgz"]

    /// Whether the file is new or another than before.
    func create(
        _ git: GitRepository<some System>, _ machine: Machine<some System>, _ context: ModuleContext
    ) async throws(ModuleFailure) -> Bool {
        let ending = path.baseName.split(separator: ".").last.map(String.init) ?? ""
        guard let format = Self.formats[ending] else {
            throw ModuleFailure(
                "Unable to get file extension from archive file name : \(path)",
                values: [
                    "details": .string(
                        "Please specify archive as filename with extension. File extension can be one of "
                            + "['tar', 'tar.gz', 'zip', 'tgz']")
                ])
        }
        guard await machine.exists(path) else {
            try await write(path, format, git)
            return true
        }
        return try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
            let new = "\(directory)/archive.\(format)"
            try await write(new, format, git)
            return try await machine.attempt { base async throws(SystemError) in
                if try await base.digest(new, .sha256) == base.digest(path, .sha256) { return false }
                try await base.move(new, to: path)
                return true
            }
        }
    }

    private func write(_ file: String, _ format: String, _ git: GitRepository<some System>) async throws(ModuleFailure)
    {
        let prefix = request.archivePrefix.map { ["--prefix", $0] } ?? []
        let result = try await git.run(
            ["archive", "--format", format, "--output", file] + prefix + [request.version], at: request.destination)
        guard result.succeeded else {
            throw ModuleFailure(
                "Failed to perform archive operation",
                values: [
                    "details": .string(
                        "Git archive command failed to create archive \(file) using \(request.destination ?? "") directory."
                            + "Error: \(result.errorText)")
                ])
        }
    }
}
