import Modules

/// What dnf says that a transaction would do: the table it shows before it asks.
struct DnfTable: Sendable {
    private(set) var installed: [String] = []
    /// Name and architecture of what would go; the version as well where the table has it.
    private(set) var removed: [String] = []
    /// Name and architecture of packages of which another version would take the place.
    private(set) var replaced: [String] = []

    init(_ output: String) {
        var section = ""
        var row: [String] = []
        for line in output.lines {
            if line.first?.isWhitespace != true {
                row = []
                section = line.hasSuffix(":") ? line.lowercased() : ""
                continue
            }
            let words = line.words
            // What a row replaces stands below it, or the row goes on because its name was too long.
            if section.isEmpty || words.first == "replacing" || words.first == "replaces" { continue }
            row += words
            guard row.count >= 4 else { continue }
            add(row, section)
            row = []
        }
    }

    private mutating func add(_ row: [String], _ section: String) {
        var version = row[2]
        if version.hasPrefix("0:") { version.removeFirst(2) }
        let package = "\(row[0])-\(version).\(row[1])"
        if section.hasPrefix("remov") {
            removed.append(package)
        } else if ["install", "upgrad", "downgrad", "reinstall"].contains(where: section.hasPrefix) {
            installed.append(package)
            if !section.hasPrefix("install") { replaced.append("\(row[0]).\(row[1])") }
        }
    }
}
