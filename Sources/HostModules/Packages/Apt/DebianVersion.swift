import Modules

/// Debian package versions in their order (deb-version(7)).
package struct DebianVersion: Comparable, Sendable {
    package let epoch: Int
    package let upstream: [UInt8]
    package let revision: [UInt8]

    package init(_ text: String) {
        var rest = text
        if let (epoch, after) = text.cut(at: ":"), let number = Int(epoch) {
            self.epoch = number
            rest = after
        } else {
            epoch = 0
        }
        if let dash = rest.lastIndex(of: "-") {
            upstream = Array(rest[..<dash].utf8)
            revision = Array(rest[rest.index(after: dash)...].utf8)
        } else {
            upstream = Array(rest.utf8)
            revision = []
        }
    }

    package static func < (left: DebianVersion, right: DebianVersion) -> Bool { left.order(right) < 0 }
    package static func == (left: DebianVersion, right: DebianVersion) -> Bool { left.order(right) == 0 }

    private func order(_ other: DebianVersion) -> Int {
        if epoch != other.epoch { return epoch < other.epoch ? -1 : 1 }
        let difference = Self.order(upstream, other.upstream)
        return difference != 0 ? difference : Self.order(revision, other.revision)
    }

    /// `~` before the end, the end before letters, letters before all else.
    private static func weight(_ byte: UInt8?) -> Int {
        guard let byte, !isDigit(byte) else { return 0 }
        if byte == UInt8(ascii: "~") { return -1 }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        return isLetter ? Int(byte) : Int(byte) + 256
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var (left, right) = (left[...], right[...])
        while !left.isEmpty || !right.isEmpty {
            while left.first.map({ !isDigit($0) }) == true || right.first.map({ !isDigit($0) }) == true {
                let difference = weight(left.first) - weight(right.first)
                if difference != 0 { return difference }
                left = left.dropFirst()
                right = right.dropFirst()
            }
            let first = left.prefix(while: isDigit)
            let second = right.prefix(while: isDigit)
            left = left.dropFirst(first.count)
            right = right.dropFirst(second.count)
            let (a, b) = (first.drop { $0 == 48 }, second.drop { $0 == 48 })
            if a.count != b.count { return a.count - b.count }
            for (x, y) in zip(a, b) where x != y { return Int(x) - Int(y) }
        }
        return 0
    }
}
