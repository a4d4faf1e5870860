import Foundation
import TemplatePlugins
import Testing

/// Diffs equal those of Python's difflib, case by case (Tests/Oracles/difflib_cases.py).
@Suite struct UnifiedDiffTests {
    struct Case: Decodable {
        var before: [String]
        var after: [String]
        var context: Int
        var diff: [String]
    }

    @Test func equalsDifflib() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Differences/difflib.json")
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: path))
        #expect(cases.count > 100)
        for (index, item) in cases.enumerated() {
            let lines = UnifiedDiff.lines(
                item.before, item.after, from: "before", to: "after: x", context: item.context)
            #expect(lines == item.diff, "case \(index)")
        }
    }
}
