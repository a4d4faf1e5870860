import Diagnostics
import System
import Values

/// An executable that prints its inventory as JSON: `--list` for all of it, `--host` for one host's variables.
struct ScriptInventory {
    let path: String
    let environment: [String: String]

    func add(to inventory: inout Inventory) async throws(Diagnostic) {
        let answer = try await run("--list")
        guard let data = answer.mapping else {
            throw Diagnostic("\(path): the inventory must be a JSON object, not \(answer.typeName)")
        }
        for (key, value) in data where key != "_meta" {
            guard let name = key.text else { continue }
            inventory.addGroup(name)
            try group(name, value, &inventory)
        }
        try await hostVariables(data["_meta"]?.mapping?["hostvars"]?.mapping, &inventory)
    }

    private func group(_ name: String, _ value: Value, _ inventory: inout Inventory) throws(Diagnostic) {
        if let hosts = value.sequence {
            for host in hosts { if let host = host.text { inventory.addHost(host, to: name) } }
            return
        }
        guard let data = value.mapping else {
            throw Diagnostic("\(path): You defined a group '\(name)' with data that is neither a list nor an object")
        }
        if let hosts = data["hosts"] {
            guard let items = hosts.sequence else {
                throw Diagnostic("You defined a group '\(name)' with bad data for the host list:\n \(hosts.typeName)")
            }
            for host in items { if let host = host.text { inventory.addHost(host, to: name) } }
        }
        if let variables = data["vars"] {
            guard let items = variables.mapping else {
                throw Diagnostic("You defined a group '\(name)' with bad data for variables:\n \(variables.typeName)")
            }
            for (key, value) in items {
                inventory.setVariable(key.text ?? "", InventoryValue.trusted(value, nil), ofGroup: name)
            }
        }
        for child in data["children"]?.sequence ?? [] {
            if let child = child.text, child != name { try inventory.addChild(child, to: name) }
        }
    }

    private func hostVariables(_ known: Dict?, _ inventory: inout Inventory) async throws(Diagnostic) {
        for host in inventory.hosts.keys {
            let variables: Value? = known == nil ? try await run("--host", host) : known?[.string(host)]
            for (key, value) in variables?.mapping ?? [:] {
                inventory.setVariable(key.text ?? "", InventoryValue.trusted(value, nil), ofHost: host)
            }
        }
    }

    private func run(_ arguments: String...) async throws(Diagnostic) -> Value {
        let result: CommandResult
        do throws(SystemError) {
            result = try await LocalSystem().run(Command([path] + arguments, environment: environment))
        } catch {
            throw Diagnostic("problem running \(path) \(arguments.joined(separator: " ")) (\(error.reason))")
        }
        guard result.succeeded else {
            throw Diagnostic("Inventory script (\(path)) had an execution error: \(result.errorText)")
        }
        do throws(ValueError) {
            return try JSON.parse(result.text)
        } catch {
            throw Diagnostic("\(path): the inventory could not be parsed as JSON: \(error.message)")
        }
    }
}
