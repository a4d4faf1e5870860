/// distutils' StrictVersion: two or three numbers, then `a` or `b` and a number.
struct StrictVersion {
    var numbers: [Int]
    /// The letter and number of a pre-release; nil for a release, which comes after them.
    var prerelease: (letter: Character, number: Int)?

    init(_ text: String) throws(VersionScheme.Failure) {
        let failure = VersionScheme.Failure(message: "invalid version number '\(text)'")
        var rest = text[...]
        if let place = rest.firstIndex(where: { $0 == "a" || $0 == "b" }) {
            guard let number = Self.number(rest[rest.index(after: place)...]) else { throw failure }
            prerelease = (rest[place], number)
            rest = rest[..<place]
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
        numbers = parts.compactMap { $0 }
        guard (2...3).contains(parts.count), numbers.count == parts.count else { throw failure }
        if numbers.count == 2 { numbers.append(0) }
    }

    private static func number(_ text: Substring) -> Int? {
        text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }

    static let order: VersionScheme.Order = { a, b throws(VersionScheme.Failure) in
        let a = try StrictVersion(a), b = try StrictVersion(b)
        let order = VersionScheme.order(a.numbers, b.numbers) { $0 < $1 ? -1 : $0 > $1 ? 1 : 0 }
        if order != 0 { return order }
        switch (a.prerelease, b.prerelease) {
        case (nil, nil): return 0
        case (nil, _): return 1
        case (_, nil): return -1
        case (let x?, let y?): return (x.letter, x.number) == (y.letter, y.number) ? 0 : x < y ? -1 : 1
        }
    }
}
