import Jinja
import Templating
import Values

/// Python's `random.Random(seed)`, or the system's randomness where there is no seed.
struct RandomSource {
    private var twister: MersenneTwister?

    /// Randomness without a seed.
    init() {}

    /// Seeds as Python does: integers by value, text by itself and its SHA-512, floats by their hash.
    init(seed: Value) throws(TemplateError) {
        switch seed {
        case .none: break
        case .bool(let flag): twister = MersenneTwister(words: [flag ? 1 : 0])
        case .int(let number): twister = MersenneTwister(words: Self.words(number.magnitude))
        case .bigInt:
            let isNegative = try raising { () throws(ValueError) in try Value.compare(.less, seed, 0) }
            let magnitude = try raising { () throws(ValueError) in
                isNegative ? try Value.apply(.subtract, 0, seed) : seed
            }
            twister = MersenneTwister(words: try Self.words(of: magnitude))
        case .double(let number): twister = MersenneTwister(words: Self.words(PythonHash.of(number).magnitude))
        case .string(let text): twister = MersenneTwister(words: Self.words(text))
        default:
            throw TemplateError(
                .type,
                "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        }
    }

    /// The 32-bit words of a whole number, least significant first.
    private static func words(of number: Value) throws(TemplateError) -> [UInt32] {
        try raising { () throws(ValueError) in
            var words: [UInt32] = [], rest = number
            while rest.truth {
                guard case .int(let word) = try Value.apply(.modulo, rest, .int(1 << 32)) else { break }
                words.append(UInt32(truncatingIfNeeded: word))
                rest = try Value.apply(.floorDivide, rest, .int(1 << 32))
            }
            return words
        }
    }

    private static func words(_ number: UInt) -> [UInt32] {
        let low = UInt32(truncatingIfNeeded: number), high = UInt32(truncatingIfNeeded: number >> 32)
        return high == 0 ? [low] : [low, high]
    }

    private static func words(_ text: String) -> [UInt32] {
        let bytes = Array(text.utf8)
        var number = (bytes + Digest.bytes(of: bytes, "sha512")).reversed()[...]
        var words: [UInt32] = []
        while !number.isEmpty {
            let word = number.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            words.append(word)
            number = number.dropFirst(4)
        }
        while words.last == 0 { words.removeLast() }
        return words
    }

    /// A number from 0 up to but without `limit`, which must be positive.
    mutating func below(_ limit: Int) -> Int {
        guard twister != nil else { return Int.random(in: 0..<limit) }
        let width = Int.bitWidth - limit.leadingZeroBitCount
        while true {
            let number = bits(width)
            if number < limit { return number }
        }
    }

    /// The same for a limit of any size.
    mutating func below(any limit: Value) throws(TemplateError) -> Value {
        if case .int(let limit) = limit { return .int(below(limit)) }
        let end = try Self.words(of: limit)
        let spare = UInt32(end.last?.leadingZeroBitCount ?? 0)
        while true {
            var words = end.map { _ in nextWord() }
            words[words.count - 1] >>= spare
            guard words.reversed().lexicographicallyPrecedes(end.reversed()) else { continue }
            return try raising { () throws(ValueError) in
                var number: Value = 0
                for word in words.reversed() {
                    number = try Value.apply(.add, Value.apply(.multiply, number, .int(1 << 32)), .int(Int(word)))
                }
                return number
            }
        }
    }

    private mutating func bits(_ count: Int) -> Int {
        guard count > 32 else { return Int(nextWord() >> UInt32(32 - count)) }
        let low = UInt64(nextWord()), high = UInt64(nextWord() >> UInt32(64 - count))
        return Int(truncatingIfNeeded: high << 32 | low)
    }

    private mutating func nextWord() -> UInt32 { twister?.next() ?? UInt32.random(in: .min ... .max) }

    /// Fisher and Yates, from the end, as `Random.shuffle` walks.
    mutating func shuffle<Element>(_ items: inout [Element]) {
        for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, below(i + 1)) }
    }
}
