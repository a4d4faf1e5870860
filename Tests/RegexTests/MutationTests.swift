import Foundation
import Regex
import Testing

/// Broken patterns and replacements end in a match or a RegexError, never in a trap or a hang.
@Suite struct MutationTests {
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func brokenPatternsEnd(seed: UInt64) throws {
        var generator = Generator(state: seed)
        let letters = Array("()[]{}*+?|^$.\\-,:=!<>#PAZbdDswWxuUg019 \naié&".unicodeScalars)
        let patterns = try RegexOracleTests.cases().compactMap(\.pattern)
        for pattern in patterns {
            for _ in 0..<10 {
                var scalars = Array(pattern.unicodeScalars)
                for _ in 0..<Int.random(in: 1...5, using: &generator) {
                    let place = Int.random(in: 0...scalars.count, using: &generator)
                    scalars.insert(letters.randomElement(using: &generator)!, at: place)
                }
                let text = String(String.UnicodeScalarView(scalars))
                let flags = RegexFlags(rawValue: Int.random(in: 0..<512, using: &generator) & 0b1_0101_1010)
                guard let regex = try? Regex(text, flags: flags) else { continue }
                _ = try? regex.findAll(in: "aé(1) b\n-x: ab")
                _ = try? regex.split(text)
                _ = try? regex.substitute(text, in: "a1 b2é")
            }
        }
    }
}
