import Modules

/// One line of fstab(5).
struct MountEntry: Sendable {
    let path: String
    let source: String?
    let kind: String?
    let options: String
    let dump: String
    let pass: String

    /// With spaces, ampersands and backslashes in octal.
    static func escaped(_ field: String) -> String {
        field.replacing("\\", by: "\\134").replacing(" ", by: "\\040").replacing("&", by: "\\046")
    }

    /// The six fields, escaped.
    var fields: [String] { [source ?? "", path, kind ?? "", options, dump, pass].map(Self.escaped) }

    var line: String { fields.joined(separator: " ") }

    /// Whether a line of the table is about this place; swap areas are told apart by their source.
    func matches(_ fields: [String]) -> Bool {
        guard fields.count >= 3, fields[1] == Self.escaped(path) else { return false }
        guard let source, fields[1] == "none", fields[2] == "swap" else { return true }
        return fields[0] == source
    }
}
