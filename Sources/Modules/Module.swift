public import System
import Values

/// One native module: what it takes and what it does to a machine.
///
/// A module looks, compares, acts and says: it reads the state, returns unchanged where that is already as asked, acts
/// only outside check mode, and reports what changed.
public protocol Module: Sendable {
    /// The name it is called by, fully qualified: `ansible.builtin.copy`.
    static var name: String { get }
    /// Other fully qualified names of the same module.
    static var aliases: [String] { get }
    static var arguments: ArgumentSpec { get }
    /// Takes arguments that ``arguments`` has validated: every default filled in, every type converted.
    init(_ arguments: Arguments) throws(ModuleFailure)
    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome
}

extension Module {
    public static var aliases: [String] { [] }
}
