import Diagnostics
import Loading
import Templating
import Values

/// `-i host1,host2,`
enum HostListSource: InventorySource {
    static let name = "host_list"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        source.contains(",") && !context.files.exists(source)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        try addHosts(of: source, to: &inventory) { text in
            let address = HostAddress(text, allowRanges: false)
            return ([address?.host ?? text], address?.port)
        }
    }

    /// Adds the hosts that each part of the list stands for; those that are there already stay as they are.
    fileprivate static func addHosts(
        of source: String, to inventory: inout Inventory,
        _ hosts: (_ text: String) throws(Diagnostic) -> (names: [String], port: Int?)
    ) throws(Diagnostic) {
        for part in source.split(separator: ",") {
            let text = String(part.trimming())
            guard !text.isEmpty else { continue }
            let (names, port) = try hosts(text)
            for host in names where inventory.hosts[host] == nil {
                inventory.addHost(host, to: "ungrouped", port: port, source: source)
            }
        }
    }
}

/// The same with ranges in the names: `-i host[1:9],`.
enum AdvancedHostListSource: InventorySource {
    static let name = "advanced_host_list"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        HostListSource.accepts(source, context)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        try HostListSource.addHosts(of: source, to: &inventory) { text throws(Diagnostic) in
            try expanded(text, context)
        }
    }

    /// A range that is none by its form stays the name that it is; one of wrong numbers is an error.
    private static func expanded(
        _ text: String, _ context: InventoryContext
    ) throws(Diagnostic) -> (names: [String], port: Int?) {
        do throws(Diagnostic) {
            return try HostRange.expand(text)
        } catch {
            guard error.message.hasPrefix("host range must"), !error.message.contains("not '") else { throw error }
            context.remark("Unable to parse address from hostname, leaving unchanged: \(error.message)")
            return ([text], nil)
        }
    }
}
