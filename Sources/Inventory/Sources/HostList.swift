import Diagnostics
import Values

/// `host1,host2:2222,`: an inventory on the command line.
struct HostList {
    let text: String

    func add(to inventory: inout Inventory) throws(Diagnostic) {
        for part in text.split(separator: ",") {
            let name = part.trimmingSpaces
            guard !name.isEmpty else { continue }
            for (host, port) in try HostRange.hosts(name) {
                inventory.addHost(host, to: "ungrouped")
                if let port { inventory.setVariable("ansible_port", .int(port), ofHost: host) }
            }
        }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
