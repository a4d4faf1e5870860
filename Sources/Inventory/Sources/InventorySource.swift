import Diagnostics
import Values

/// What tries to make hosts and groups of an inventory source: a file format or a kind of program.
protocol InventorySource: SendableMetatype {
    /// What messages call it.
    static var name: String { get }
    /// Whether the source may be one of its kind, by its name and file attributes alone.
    static func accepts(_ source: String, _ context: InventoryContext) -> Bool
    /// Adds what the source says; throws where it is none of its kind or broken.
    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic)
}

extension InventorySource {
    static func fails(_ message: String, _ source: String) -> Diagnostic {
        Diagnostic(message, at: origin(of: source))
    }

    /// The place of what is wrong with a source as a whole.
    static func origin(of source: String) -> Span {
        Span(whole: SourceFile(name: "<inventory plugin '\(name)' with source '\(source)'>", text: ""))
    }
}

extension Inventory {
    /// The directory of a source; its own path where it is none of a file, such as a list of hosts.
    static func directory(ofSource source: String) -> String {
        if source.contains(","), !source.hasPrefix("/") { return "" }
        guard let slash = source.lastIndex(of: "/"), slash > source.startIndex else { return "/" }
        return String(source[..<slash])
    }

    /// Adds hosts with their variables, as the sources do; each host gets its own copies.
    mutating func add(
        _ names: [String], _ vars: Dict, to group: String?, port: Int? = nil, source: String
    ) {
        for name in names {
            addHost(name, to: group, port: port, source: source)
            for (key, value) in vars { setVariable(key.text ?? "", (try? value.deepCopy()) ?? value, of: name) }
        }
    }
}
