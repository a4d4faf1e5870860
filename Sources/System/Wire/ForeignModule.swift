/// A module that is no native one: its program travels with the request.
public struct ForeignModule: Sendable {
    public enum Program: Sendable {
        /// A Python module that imports `ansible.module_utils`. The contents named ``base`` and ``own`` hold its code
        /// and all that it imports, each as one ``FileBundle``.
        ///
        /// - Parameters:
        ///   - module: its full Python name, `ansible.modules.ping`.
        ///   - parameters: the JSON text that it takes its arguments from.
        ///   - profile: how it writes its result.
        case python(module: String, parameters: String, profile: String)
        /// Any other program: the content named ``program``, called with the path of a file that holds `arguments`,
        /// or with nothing where there are none.
        case file(name: String, arguments: String?)
    }

    public static let base = "base"
    public static let own = "own"
    public static let program = "program"

    public var program: Program
    /// Where it runs; nil for the home directory of the user who runs it.
    public var directory: String?
    /// `remote_tmp`, with `~` and variables of the target not yet expanded.
    public var temporaryDirectory: String
    /// Leaves its files where they were put.
    public var keepsFiles: Bool

    public init(
        _ program: Program, directory: String? = nil, temporaryDirectory: String = "~/.ansible/tmp",
        keepsFiles: Bool = false
    ) {
        self.program = program
        self.directory = directory
        self.temporaryDirectory = temporaryDirectory
        self.keepsFiles = keepsFiles
    }
}

/// Which interpreter a module is to be run by on its target.
public enum Interpreter: Sendable {
    /// This command, as a shell would read it.
    case command(String)
    /// The first of these that is there.
    case discovered(candidates: [String])
    /// The program is one by itself.
    case itself
}
