import Diagnostics
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
        for part in source.split(separator: ",") {
            let text = String(part.trimming())
            guard !text.isEmpty else { continue }
            let address = HostAddress(text, allowRanges: false)
            let host = address?.host ?? text
            if inventory.hosts[host] == nil {
                inventory.addHost(host, to: "ungrouped", port: address?.port, source: source)
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
        for part in source.split(separator: ",") {
            let text = String(part.trimming())
            guard !text.isEmpty else { continue }
            let (names, port) = try HostRange.expand(text)
            for host in names where inventory.hosts[host] == nil {
                inventory.addHost(host, to: "ungrouped", port: port, source: source)
            }
        }
    }
}
