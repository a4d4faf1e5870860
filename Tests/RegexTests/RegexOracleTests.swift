import Foundation
import Regex
import Testing

/// What Python's `re` does with the same patterns and texts (`Tests/Oracles/regex.py`).
@Suite struct RegexOracleTests {
    struct Outcome<Value: Decodable & Sendable>: Decodable, Sendable {
        var value: Value?
        var error: String?
    }

    struct Found: Decodable, Sendable, Equatable {
        var span: [Int]
        var groups: [String?]
        var spans: [[Int]?]
    }

    /// `["text", count]`.
    struct Substitution: Decodable, Sendable, Equatable {
        var text: String
        var count: Int
        init(_ result: (text: String, count: Int)) { (text, count) = result }
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            text = try list.decode(String.self)
            count = try list.decode(Int.self)
        }
    }

    struct Replacement: Decodable, Sendable {
        var template: String
        var outcome: Outcome<Substitution>
        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            template = try list.decode(String.self)
            outcome = try list.decode(Outcome<Substitution>.self)
        }
    }

    struct Case: Decodable, Sendable {
        var pattern: String?, flags: String?, text: String?
        var search: Outcome<Found>?, match: Outcome<Found>?, fullmatch: Outcome<Found>?
        var findall: Outcome<[[String]]>?
        var split: Outcome<[String?]>?, split1: Outcome<[String?]>?
        var names: [String: Int]?
        var sub: [Replacement]?, sub1: Outcome<Substitution>?
        var escape: String?, value: String?
    }

    static func cases() throws -> [Case] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Cases/regex.json"))
        return try JSONDecoder().decode([Case].self, from: data)
    }

    private func show(_ match: Match?) -> Found? {
        guard let match else { return nil }
        let spans = match.ranges.indices.map { match.codePointRange($0).map { [$0.lowerBound, $0.upperBound] } }
        return Found(span: spans[0] ?? [], groups: match.ranges.indices.map { match[$0] }, spans: spans)
    }

    private func expect<T: Equatable>(
        _ outcome: Outcome<T>?, _ what: String, _ item: Case, _ run: () throws -> T?
    ) {
        do {
            let got = try run()
            #expect(outcome?.error == nil, "\(what) of \(item.pattern ?? "") gave \(String(describing: got))")
            #expect(got == outcome?.value, "\(what) of \(item.pattern ?? "") in \(item.text ?? "")")
        } catch {
            #expect("\(error)" == outcome?.error, "\(what) of \(item.pattern ?? "") in \(item.text ?? "")")
        }
    }

    @Test func equalsPython() throws {
        for item in try RegexOracleTests.cases() {
            guard let pattern = item.pattern, let text = item.text else {
                #expect(Regex.escape(item.escape ?? "") == item.value)
                continue
            }
            var flags: RegexFlags = []
            for letter in item.flags ?? "" {
                let all: [Character: RegexFlags] = [
                    "i": .ignoreCase, "m": .multiline, "s": .dotAll, "x": .verbose, "a": .ascii,
                ]
                flags.insert(all[letter] ?? [])
            }
            expect(item.search, "search", item) { show(try Regex(pattern, flags: flags).search(text)) }
            guard let names = item.names, let regex = try? Regex.cached(pattern, flags: flags) else { continue }
            #expect(Dictionary(uniqueKeysWithValues: regex.groupNames.map { ($0.name, $0.number) }) == names)
            expect(item.match, "match", item) { show(try regex.match(text)) }
            expect(item.fullmatch, "fullmatch", item) { show(try regex.fullMatch(text)) }
            expect(item.findall, "findall", item) { try regex.findAll(in: text) }
            expect(item.split, "split", item) { try regex.split(text) }
            expect(item.split1, "split1", item) { try regex.split(text, limit: 1) }
            expect(item.sub1, "sub1", item) { Substitution(try regex.substitute("-", in: text, limit: 1)) }
            for replacement in item.sub ?? [] {
                expect(replacement.outcome, "sub \(replacement.template)", item) {
                    Substitution(try regex.substitute(replacement.template, in: text))
                }
            }
        }
    }

    @Test func catastrophicPatternsEnd() throws {
        let regex = try Regex("(x+x+)+y(?=z)(a|\\1)")
        let text = String(repeating: "x", count: 5000)
        #expect(throws: RegexError.self) {
            _ = try regex.search(text)
            _ = try Regex("^(([a-z])+.)+[A-Z]([a-z])+$").search(String(repeating: "a", count: 5000))
        }
    }

    @Test func deepNestingIsRefused() {
        #expect(throws: RegexError.self) { try Regex(String(repeating: "(", count: 100_000)) }
    }
}
