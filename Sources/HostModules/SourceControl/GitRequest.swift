import Modules
import Values

/// What a `git` task asks for.
struct GitRequest: Sendable {
    let destination: String?
    /// A local path as a `file://` URL.
    let repository: String
    let version: String
    let remote: String
    let refspec: String?
    let reference: String?
    let force: Bool
    let depth: Int?
    let clones: Bool
    let updates: Bool
    let verifies: Bool
    let fingerprints: [String]
    let acceptsHostKey: Bool
    let acceptsNewHostKey: Bool
    let keyFile: String?
    let sshOptions: String?
    let executable: String?
    let isBare: Bool
    let isRecursive: Bool
    let isSingleBranch: Bool
    let tracksSubmodules: Bool
    let umask: UInt32?
    let archive: String?
    let archivePrefix: String?
    let separateDirectory: String?

    static let spec = ArgumentSpec(
        [
            Option("dest", .path), Option("repo", required: true, aliases: ["name"]),
            Option("version", default: "HEAD"), Option("remote", default: "origin"), Option("refspec"),
            Option("reference"), Option("force", .bool, default: false), Option("depth", .int),
            Option("clone", .bool, default: true), Option("update", .bool, default: true),
            Option("verify_commit", .bool, default: false),
            Option("gpg_allowlist", .list, default: [], aliases: ["gpg_whitelist"], elements: .string),
            Option("accept_hostkey", .bool, default: false), Option("accept_newhostkey", .bool, default: false),
            Option("key_file", .path), Option("ssh_opts"), Option("executable", .path),
            Option("bare", .bool, default: false), Option("recursive", .bool, default: true),
            Option("single_branch", .bool, default: false), Option("track_submodules", .bool, default: false),
            Option("umask", .raw), Option("archive", .path), Option("archive_prefix"),
            Option("separate_git_dir", .path),
        ],
        mutuallyExclusive: [["separate_git_dir", "bare"], ["accept_hostkey", "accept_newhostkey"]],
        requiredBy: ["archive_prefix": ["archive"]],
        operands: ["repo", "version", "remote", "refspec", "reference", "dest", "archive", "separate_git_dir"])

    init(_ arguments: Arguments) throws(ModuleFailure) {
        func flag(_ name: String, _ standard: Bool = false) -> Bool { arguments.bool(name) ?? standard }
        destination = arguments.string("dest").map { $0.count > 1 ? $0.droppingTrailing("/") : $0 }
        let repository = arguments.string("repo") ?? ""
        self.repository = repository.hasPrefix("/") ? "file://\(repository)" : repository
        version = arguments.string("version") ?? "HEAD"
        remote = arguments.string("remote") ?? "origin"
        refspec = arguments.string("refspec")
        reference = arguments.string("reference")
        if GitAddress.runsProgram(repository) {
            throw ModuleFailure("The repo '\(repository)' names a program to run, not a repository.")
        }
        force = flag("force")
        depth = arguments.int("depth")
        clones = flag("clone", true)
        updates = flag("update", true)
        verifies = flag("verify_commit")
        fingerprints = arguments.strings("gpg_allowlist") ?? []
        acceptsHostKey = flag("accept_hostkey")
        acceptsNewHostKey = flag("accept_newhostkey")
        keyFile = arguments.string("key_file")
        sshOptions = arguments.string("ssh_opts")
        executable = arguments.string("executable")
        isBare = flag("bare")
        isRecursive = flag("recursive", true)
        isSingleBranch = flag("single_branch")
        tracksSubmodules = flag("track_submodules")
        archive = arguments.string("archive")
        archivePrefix = arguments.string("archive_prefix")
        separateDirectory = arguments.string("separate_git_dir")
        if let mask = arguments["umask"] {
            guard let text = mask.text else { throw ModuleFailure("umask must be defined as a quoted octal integer") }
            guard let bits = UInt32(text, radix: 8), bits <= 0o777 else {
                throw ModuleFailure("umask must be an octal integer")
            }
            umask = bits
        } else {
            umask = nil
        }
        if destination == nil, clones {
            throw ModuleFailure("the destination directory must be specified unless clone=no")
        }
    }
}
