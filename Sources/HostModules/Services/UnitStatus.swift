import Modules
import Values

/// What `systemctl show` prints about a unit.
struct UnitStatus: Sendable {
    var properties: Dict = [:]
    /// Known to systemd.
    var isUnit = false
    /// There is an init script of that name.
    var isScript = false

    var isFound: Bool { isUnit || isScript }
    var activeState: String? { properties["ActiveState"]?.text }
    var isRunning: Bool { activeState == "active" || activeState == "activating" }

    /// Only values of `Exec…` may span several lines, in braces.
    static func parse(_ text: String) -> Dict {
        var properties: Dict = [:]
        var open: (key: Value, lines: [String])?
        for line in text.lines {
            if var block = open {
                block.lines.append(line)
                let isClosed = line.trimmed().hasSuffix("}")
                if isClosed { properties[block.key] = .string(block.lines.joined(separator: "\n").trimmed()) }
                open = isClosed ? nil : block
                continue
            }
            guard let (key, value) = line.cut(at: "=") else { continue }
            let text = value.trimmed()
            if key.hasPrefix("Exec"), text.hasPrefix("{"), !text.hasSuffix("}") {
                open = (.string(key), [value])
            } else {
                properties[.string(key)] = .string(text)
            }
        }
        return properties
    }
}
