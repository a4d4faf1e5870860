/// Versions of Python packages (PEP 440), as the `packaging` library orders them.
struct PublicVersion {
    private var epoch = 0
    private var release: [Int] = []
    private var pre: (letter: String, number: Int)?
    private var post: Int?
    private var dev: Int?
    private var local: [String] = []

    private static let preNames = [
        ("alpha", "a"), ("beta", "b"), ("preview", "rc"), ("pre", "rc"), ("rc", "rc"), ("a", "a"), ("b", "b"),
        ("c", "rc"),
    ]

    init(_ text: String) throws(VersionScheme.Failure) {
        var reader = Reader(text: text)
        reader.take("v")
        let failure = VersionScheme.Failure(message: "Invalid version: '\(text)'")
        guard var first = reader.number() else { throw failure }
        if reader.take("!") {
            epoch = first
            guard let next = reader.number() else { throw failure }
            first = next
        }
        release = [first]
        while let next = reader.number(after: ".") { release.append(next) }
        readPre(&reader)
        readPost(&reader)
        if let place = reader.keyword(["dev"]) { dev = reader.implicitNumber(place) }
        if reader.take("+") {
            local = reader.rest.split(omittingEmptySubsequences: false) { ".-_".contains($0) }.map(String.init)
            guard local.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber } }) else {
                throw failure
            }
            reader.rest = ""
        }
        guard reader.rest.isEmpty else { throw failure }
    }

    private mutating func readPre(_ reader: inout Reader) {
        for (name, letter) in Self.preNames where reader.keyword([name]) != nil {
            pre = (letter, reader.implicitNumber(name))
            return
        }
    }

    private mutating func readPost(_ reader: inout Reader) {
        if let number = reader.number(after: "-") {
            post = number
        } else if let name = reader.keyword(["post", "rev", "r"]) {
            post = reader.implicitNumber(name)
        }
    }

    /// What stands for each part when versions are compared: releases without trailing zeros, `dev` before `a`, …
    private var key: ([Int], (String, Int), Int, Int) {
        var release = release
        while release.count > 1, release.last == 0 { release.removeLast() }
        let standing: (String, Int) =
            if let pre { pre } else if post == nil && dev != nil { ("", 0) } else { ("~", 0) }
        return ([epoch] + release, standing, post ?? -1, dev ?? .max)
    }

    static let order: VersionScheme.Order = { a, b throws(VersionScheme.Failure) in
        let first = try PublicVersion(a), second = try PublicVersion(b)
        let a = first.key, b = second.key
        let release = VersionScheme.order(a.0, b.0) { $0 < $1 ? -1 : $0 > $1 ? 1 : 0 }
        if release != 0 { return release }
        let x = (a.1.0, a.1.1, a.2, a.3), y = (b.1.0, b.1.1, b.2, b.3)
        if x != y { return x < y ? -1 : 1 }
        return VersionScheme.order(first.local, second.local) { x, y in
            switch (Int(x), Int(y)) {
            case (let m?, let n?): m < n ? -1 : m > n ? 1 : 0
            case (nil, _?): -1
            case (_?, nil): 1
            default: x == y ? 0 : x < y ? -1 : 1
            }
        }
    }

    /// Reads the pieces of a version, each with the separators that may stand before it.
    private struct Reader {
        var rest: Substring

        init(text: String) {
            rest = text.lowercased()[...].drop(while: \.isWhitespace)
            while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        }

        @discardableResult mutating func take(_ letter: Character) -> Bool {
            guard rest.first == letter else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits) else { return nil }
            rest = rest[digits.endIndex...]
            return number
        }

        mutating func number(after separator: Character) -> Int? {
            let start = rest
            if take(separator), let number = number() { return number }
            rest = start
            return nil
        }

        mutating func keyword(_ names: [String]) -> String? {
            let start = rest
            if let first = rest.first, ".-_".contains(first) { rest = rest.dropFirst() }
            for name in names where rest.hasPrefix(name) {
                rest = rest.dropFirst(name.count)
                return name
            }
            rest = start
            return nil
        }

        /// The number after a keyword, 0 where none is written.
        mutating func implicitNumber(_ keyword: String) -> Int {
            for separator in [".", "-", "_"] as [Character] {
                if let number = number(after: separator) { return number }
            }
            return number() ?? 0
        }
    }
}
