import Diagnostics
import Execution
import Glibc
import RoleTesting
import System

/// Prints a manual page, or writes them all.
struct ManualCommand: Command {
    struct Options: Sendable {
        var directory: String?
        var command: String?
    }

    static let defaults = Options()

    static func syntax(_ program: String) -> Syntax<Options> {
        Syntax(
            program,
            "Prints the manual page of a command, for man -l. Without a command it is the page of the whole program.",
            [
                .value("-d", "--directory", as: "DIR", sets: \.directory, help: "write all pages into DIR"),
                .word("COMMAND", .optional, sets: \.command, help: "the command"),
            ])
    }

    let call: CommandCall<Options>

    /// All commands in the order in which they are listed.
    private static var outlines: [CommandOutline] {
        CommandFamily.rows.map { CommandFamily.outline(of: $0) }
            + [CommandOutline(roleTests: "swiftplay \(CommandFamily.roleTests)")]
    }

    func run() async throws -> Int32 {
        let outlines = Self.outlines
        let overview = ManualPage(overviewOf: outlines)
        if let directory = call.options.directory {
            guard call.options.command == nil else { throw call.syntax.misuse("--directory is for all pages") }
            for page in [overview] + outlines.map(ManualPage.init) {
                do throws(SystemError) {
                    try StagedFile.write("\(directory)/\(page.name)", Array(page.text.utf8), mode: 0o644)
                } catch {
                    throw Diagnostic(
                        "cannot write the manual page: \(error)", help: "Choose a directory that is there.")
                }
            }
            return 0
        }
        guard let name = call.options.command else {
            print(overview.text, terminator: "")
            return 0
        }
        guard let outline = outlines.first(where: { $0.name == name }) else {
            let names = outlines.map(\.name).joined(separator: ", ")
            throw call.syntax.misuse("there is no command '\(name)' (choose from \(names))")
        }
        print(ManualPage(outline).text, terminator: "")
        return 0
    }
}
