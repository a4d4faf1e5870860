import Diagnostics
import Inventory
import Jinja
import Playbook
import Templating
import Values

/// `hostvars`: the variables of every host, worked out when they are read.
///
/// A host has there what belongs to it alone: the inventory's variables, facts, `set_fact` and registered results, and
/// the command line's variables. Variables of plays and roles are not the host's.
final class HostVariables: ValueObject {
    private let run: RunContext

    init(run: RunContext) { self.run = run }

    var typeName: String { "HostVars" }
    var isMapping: Bool { true }

    func item(_ key: Value) throws(ValueError) -> Value? {
        guard let name = key.text, run.inventory.has(name) else { return nil }
        return .object(HostView(run: run, host: name, play: nil))
    }
    func attribute(_ name: String) throws(ValueError) -> Value? {
        name == "raw_get" ? nil : try item(.string(name))
    }
    func missing(_ key: Value) -> String? { (try? key.representation()).map { "hostvars[\($0)]" } }
    func elements() throws(ValueError) -> [Value]? { run.inventory.hostNames.map { .string($0) } }
    func count() throws(ValueError) -> Int? { run.inventory.hostNames.count }
    func string() throws(ValueError) -> String { try Value.dict(contents()).representation() }
    func plain() throws(ValueError) -> Value? { .dict(try contents()) }

    private func contents() throws(ValueError) -> Dict {
        var contents: Dict = [:]
        for name in run.inventory.hostNames {
            contents[.string(name)] = try HostView(run: run, host: name, play: nil).plain()
        }
        return contents
    }
}

/// `hostvars[host]`: that host's variables, each rendered in that host's own variables.
final class HostView: TracedContainer {
    private let run: RunContext
    private let host: String
    private let stack: VariableStack

    /// - Parameters:
    ///   - play: whose variables it sees besides the host's own; nil for none.
    ///   - shownAs: the name under which the host goes, where it stands in for another one.
    init(run: RunContext, host: String, play: PlayState?, task: Task? = nil, shownAs: String? = nil) {
        self.run = run
        self.host = host
        let stack = run.variables.stack(host: host, task: task, play: play)
        self.stack = shownAs.map { stack.adding(["inventory_hostname": .string($0)]) } ?? stack
    }

    var typeName: String { "HostVarsVars" }
    var isMapping: Bool { true }

    func item(_ key: Value) throws(ValueError) -> Value? {
        guard let name = key.text, !Self.hidden.contains(name), let value = stack[name] else { return nil }
        if case .object(let object) = value, object is VaultedText { return value }
        guard value.mayHoldTemplates else { return value }
        do {
            return try run.templar(stack, searchPath: [], host: host).render(value)
        } catch {
            throw ValueError(.undefined, error.briefMessage)
        }
    }
    func traced(_ key: Value) throws(ValueError) -> TracedValue? {
        guard let name = key.text, !Self.hidden.contains(name), let known = stack.traced(name) else { return nil }
        do {
            return TracedValue(try run.templar(stack, searchPath: [], host: host).renderMarked(known))
        } catch {
            throw ValueError(.undefined, error.briefMessage)
        }
    }

    func attribute(_ name: String) throws(ValueError) -> Value? { try item(.string(name)) }
    func elements() throws(ValueError) -> [Value]? { names.map { .string($0) } }
    func count() throws(ValueError) -> Int? { names.count }
    func string() throws(ValueError) -> String { try Value.dict(contents()).representation() }
    func plain() throws(ValueError) -> Value? { .dict(try contents()) }

    private static let hidden: Set<String> = ["hostvars", "vars", "omit"]
    private var names: [String] { stack.names.filter { !Self.hidden.contains($0) } }

    private func contents() throws(ValueError) -> Dict {
        var contents: Dict = [:]
        for name in names { contents[.string(name)] = try item(.string(name)) }
        return contents
    }
}
