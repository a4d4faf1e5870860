import Diagnostics
import Foundation
import Testing
import Values
import YAML

/// Broken texts end in a value or a Diagnostic, never in a trap or a hang.
@Suite struct MutationTests {
    /// A small generator with a seed, so that a failure comes again.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func texts() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        return try ["load", "errors"].flatMap { name in
            let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
            return try JSON.parse([UInt8](data)).elements().compactMap { $0.mapping?["text"]?.text }
        }
    }

    private func mutated(_ text: String, _ generator: inout Generator) -> String {
        var scalars = Array(text.unicodeScalars)
        let letters = Array("{}[]:-,&*!|>'\"%@`#?\n\t \\<=~0123456789.eExXbo_aé\u{1}\u{85}\u{feff}".unicodeScalars)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...scalars.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: scalars.insert(letters.randomElement(using: &generator)!, at: place)
            case 1: if place < scalars.count { scalars.remove(at: place) }
            default: scalars.insert(contentsOf: scalars.prefix(place).suffix(8), at: place)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func brokenTextsEnd(seed: UInt64) throws {
        var generator = Generator(state: seed)
        let builder = ValueBuilder(trusted: true)
        for text in try texts() {
            for _ in 0..<6 {
                let source = SourceFile(name: "f", text: mutated(text, &generator))
                do throws(Diagnostic) {
                    let value = try builder.value(ofFile: source)
                    _ = try? YAMLEmitter.text(value)
                    _ = try? value.representation()
                    _ = try? JSON.text(value, JSONOptions(sortKeys: true))
                } catch {
                    #expect(!error.description.isEmpty)
                }
            }
        }
    }

    /// What the emitter writes is read back as the same value.
    @Test func whatIsWrittenIsReadBack() throws {
        let builder = ValueBuilder(trusted: false)
        for text in try texts() {
            guard let value = try? builder.value(ofFile: SourceFile(name: "f", text: text)) else { continue }
            var options = YAMLOptions(flowStyle: false)
            options.sortKeys = false
            let written = try YAMLEmitter.text(value, options)
            guard let node = try YAMLParser.document(SourceFile(name: "g", text: written)) else { continue }
            let again = try builder.value(of: node)
            #expect(try again.representation() == value.representation(), "\(written)")
        }
    }
}
