import Diagnostics
import Glibc
import Loading
import System
import Templating
import Values

/// Programs that print an inventory as JSON.
enum ScriptSource: InventorySource {
    static let name = "script"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        context.files.exists(source) && access(source, X_OK) == 0
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        let (output, help) = try run(source, ["--list"], context)
        guard let groups = try json(output, source, help).mapping else {
            throw fails("Inventory script result could not be parsed as JSON.", source)
        }
        var meta: Dict?
        var hosts: [String] = []
        for (key, value) in groups {
            let name = key.text ?? ""
            if name == "_meta" {
                guard let found = value.mapping?["hostvars"] else { continue }
                guard let vars = found.mapping else {
                    throw fails("Value contains '_meta.hostvars' which is no dict.", source)
                }
                meta = vars
            } else {
                try addGroup(name, value, source, &hosts, into: &inventory, context)
            }
        }
        if meta == nil {
            deprecate(
                "Inventory scripts should always provide 'meta.hostvars'. Host variables will be collected by running "
                    + "the inventory script with the '--host' option for each host.", source, context)
        }
        for host in hosts {
            let vars: Value?
            if let meta {
                vars = meta[.string(host)]
            } else {
                let (output, help) = try run(source, ["--host", host], context)
                vars = output.allSatisfy(\.isWhitespace) ? nil : try json(output, source, help)
            }
            guard let dict = (vars ?? .dict(Dict())).mapping else {
                throw fails("Invalid data from file, expected dictionary for host \(host)", source)
            }
            inventory.add([host], dict, to: nil, source: source)
        }
    }

    private static func addGroup(
        _ name: String, _ value: Value, _ source: String, _ hosts: inout [String], into inventory: inout Inventory,
        _ context: InventoryContext
    ) throws(Diagnostic) {
        let name = inventory.addGroup(named: name, context)
        var group = value.mapping ?? ["hosts": value]
        if value.mapping == nil {
            deprecate("Group '\(name)' was converted to 'dict' from '\(value.typeName)'.", source, context)
        }
        if !["hosts", "vars", "children"].contains(where: { group[.string($0)] != nil }) {
            deprecate(
                "Treating malformed group '\(name)' as the sole host of that group. Variables provided in this manner "
                    + "cannot be templated.", source, context)
            group = ["hosts": .list([.string(name)]), "vars": value]
        }
        if let members = group["hosts"] {
            guard let members = members.sequence else {
                throw fails("Value contains '\(name).hosts' which is no list.", source)
            }
            for case .string(let host) in members {
                if !hosts.contains(host) { hosts.append(host) }
                inventory.addHost(host, to: name, source: source)
            }
        }
        if let vars = group["vars"] {
            guard let vars = vars.mapping else {
                throw fails("Value contains '\(name).vars' which is no dict.", source)
            }
            for (key, value) in vars { inventory.setVariable(key.text ?? "", value, of: name) }
        }
        for case .string(let child) in group["children"]?.sequence ?? [] {
            try inventory.addChild(inventory.addGroup(named: child, context), to: name)
        }
    }

    /// Warns of a form that ansible-core will no longer take.
    private static func deprecate(_ message: String, _ source: String, _ context: InventoryContext) {
        context.report(
            Diagnostic(
                "\(message) This feature will be removed from inventory plugin 'script' in ansible-core version 2.23.",
                at: Span(whole: SourceFile(name: "<inventory script output from '\(source)'>", text: "")),
                severity: .deprecation))
    }

    /// The data of a program's output, whose texts may be templates: the program is trusted as a playbook is.
    private static func json(_ output: String, _ source: String, _ help: String?) throws(Diagnostic) -> Value {
        do {
            return try JSON.parse(output).authored()
        } catch {
            var failure = fails("Inventory script result could not be parsed as JSON: \(error.message)", source)
            failure.help = help
            throw failure
        }
    }

    private static func run(
        _ path: String, _ arguments: [String], _ context: InventoryContext
    ) throws(Diagnostic) -> (output: String, help: String?) {
        guard let result = try? ProgramOutput(of: [path] + arguments) else {
            throw fails("Failed to execute inventory script command '\(path) \(arguments[0])'.", path)
        }
        let errors = String(decoding: result.errors, as: UTF8.self)
        let help = errors.isEmpty ? nil : "Standard error from inventory script:\n\(errors)"
        guard result.status == 0 else {
            var failure = fails("Inventory script returned non-zero exit code \(result.status).", path)
            failure.help = help
            throw failure
        }
        if context.showsScriptErrors, !errors.isEmpty { context.report(Diagnostic(errors)) }
        return (String(decoding: result.output, as: UTF8.self), help)
    }
}
