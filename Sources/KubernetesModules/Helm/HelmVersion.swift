/// A version of helm or of one of its plugins: numbers between dots.
struct HelmVersion: Comparable, CustomStringConvertible {
    let description: String
    private let numbers: [Int]

    init(_ text: String) {
        description = text
        let core = text.drop { $0 == "v" }.prefix { $0 == "." || $0.isWholeNumber }
        numbers = core.split(separator: ".").map { Int($0) ?? 0 }
    }

    static func < (left: HelmVersion, right: HelmVersion) -> Bool {
        left.padded.lexicographicallyPrecedes(right.padded)
    }

    static func == (left: HelmVersion, right: HelmVersion) -> Bool { left.padded == right.padded }

    private var padded: [Int] { numbers + Array(repeating: 0, count: max(0, 3 - numbers.count)) }
}
