import Modules
import System
import Values

/// `ansible.builtin.copy`: puts a content, a file of the target or a whole directory in its place.
///
/// What comes from the controller arrives as the content named `content`, or for a directory as `_tree`, a list of
/// what is in it, with the contents under their relative paths.
struct CopyModule: Module {
    static let name = "ansible.builtin.copy"
    static let arguments = ArgumentSpec(
        [
            Option("src", .path), Option("_original_basename"), Option("content", noLog: true),
            Option("dest", .path, required: true), Option("backup", .bool, default: false),
            Option("force", .bool, default: true), Option("validate"), Option("directory_mode", .raw),
            Option("remote_src", .bool, default: false), Option("local_follow", .bool), Option("checksum"),
            Option("follow", .bool, default: false), Option("_tree", .list, elements: .dict, isInternal: true),
            Option("_source_path", isInternal: true), Option("_max_diff_size", .int, isInternal: true),
        ], fileAttributes: true)

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        if let entries = arguments.list("_tree") {
            return try await TreeCopy(arguments, on: system, in: context).run(entries.compactMap(\.mapping))
        }
        if arguments.bool("remote_src") == true {
            return try await RemoteCopy(arguments, on: system, in: context).run()
        }
        return try await ContentCopy(arguments, on: system, in: context).run("content")
    }
}
