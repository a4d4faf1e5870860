import Values

/// A way to read and order versions: the `version_type`s of the test `version`.
enum VersionScheme {
    struct Failure: Error { let message: String }

    /// Below zero where `a` comes first, 0 where equal, above zero where `b` comes first.
    typealias Order = @Sendable (_ a: String, _ b: String) throws(Failure) -> Int

    static let table: [(name: String, order: Order)] = [
        ("loose", loose), ("strict", StrictVersion.order), ("semver", SemanticVersion.order),
        ("semantic", SemanticVersion.order), ("pep440", PublicVersion.order),
    ]

    static let loose: Order = { a, b throws(Failure) in
        let a = LooseVersion(a).parts, b = LooseVersion(b).parts
        for (x, y) in zip(a, b) where x != y {
            switch (x, y) {
            case (.number(let m), .number(let n)): return Digits.order(m, n)
            case (.word(let m), .word(let n)): return m.precedes(n) ? -1 : 1
            case (.number, .word):
                throw Failure(message: "'<' not supported between instances of 'int' and 'str'")
            case (.word, .number):
                throw Failure(message: "'<' not supported between instances of 'str' and 'int'")
            }
        }
        return a.count - b.count
    }

    /// Lexicographic order; a shorter sequence comes before a longer one that it begins.
    static func order<Part>(_ a: [Part], _ b: [Part], _ compare: (Part, Part) -> Int) -> Int {
        for (x, y) in zip(a, b) {
            let order = compare(x, y)
            if order != 0 { return order }
        }
        return a.count - b.count
    }
}
