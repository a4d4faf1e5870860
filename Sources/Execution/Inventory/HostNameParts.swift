/// Which texts are part of a host's name, found in time that does not grow with the number of hosts.
struct HostNameParts: Sendable {
    private let names: [[UInt8]]
    /// All parts of the names, by their length: those lengths that were asked for.
    private var parts: [Int: Set<ArraySlice<UInt8>>] = [:]
    /// How many parts were looked at so far.
    private(set) var work = 0

    init(_ names: [String]) { self.names = names.map { Array($0.utf8) } }

    /// Whether `text` is a part of a name, byte for byte.
    mutating func contain(_ text: String) -> Bool {
        let wanted = Array(text.utf8)[...]
        if let known = parts[wanted.count] { return known.contains(wanted) }
        var found: Set<ArraySlice<UInt8>> = []
        for name in names where name.count >= wanted.count {
            for start in 0...name.count - wanted.count { found.insert(name[start..<start + wanted.count]) }
            work += name.count - wanted.count + 1
        }
        parts[wanted.count] = found
        return found.contains(wanted)
    }
}
