import Playbook
import Testing

@testable import Execution

/// The walk of one host through blocks, as a table of programs and by random walks that must keep its laws.
@Suite struct HostWalkTests {
    /// Walks through `blocks`; tasks whose names are in `failing` fail. Gives the names in the order in which they ran.
    static func names(_ blocks: [Block], failing: Set<String>) -> ([String], HostWalk.Outcome) {
        var walk = HostWalk(blocks)
        var ran: [String] = []
        while let task = walk.advance({ _ in true }) {
            ran.append(task.writtenName)
            if failing.contains(task.writtenName) { walk.fail() }
            if ran.count > 1000 { break }
        }
        return (ran, walk.outcome)
    }

    @Test(arguments: [
        ("a b c", "", "a b c", true),
        ("a b c", "b", "a b", false),
        ("[a b | r | z] c", "", "a b z c", true),
        ("[a b | r | z] c", "a", "a r z c", true),
        ("[a b | r | z] c", "a r", "a r z", false),
        ("[a b | | z] c", "a", "a z", false),
        ("[a b | r | ] c", "b", "a b r c", true),
        ("[a [b | q | y] | r | z] c", "b", "a b q y z c", true),
        ("[a [b | | y] x | r | z] c", "b", "a b y r z c", true),
        ("[a [b | q | y] x | r | z] c", "b q", "a b q y r z c", true),
        ("[a | r | z y] c", "z", "a z", false),
        ("[a | [r | s | t] | z] c", "a r", "a r s t z c", true),
        ("[a | r | [z | w | v] y] c", "a z", "a r z w v y c", true),
        ("[[a | | ] | | ] c", "a", "a", false),
    ])
    func program(_ program: String, failing: String, ran: String, succeeds: Bool) throws {
        let blocks = try BlockNotation.parse(program)
        let (names, outcome) = Self.names(blocks, failing: Set(failing.split(separator: " ").map(String.init)))
        #expect(names.joined(separator: " ") == ran)
        #expect(outcome == (succeeds ? .complete : .failed))
    }

    /// A stop leaves the `always` sections of the blocks that were entered, and nothing else; no rescue begins.
    @Test(arguments: [
        ("a b c", "", "a", "a"),
        ("[a b | r | z] c", "", "a", "a z"),
        ("[a [b x | q | y] | r | z] c", "", "b", "a b y z"),
        ("[a | r | z y] c", "", "z", "a z y"),
        ("[a | r | z [y | | w] v] c", "", "y", "a z y w v"),
        ("[a b | r s | z] c", "a", "r", "a r z"),
        ("[[a | | z] | r | y] c", "z", "a", "a z y"),
    ])
    func stop(_ program: String, failing: String, after last: String, ran: String) throws {
        var walk = HostWalk(try BlockNotation.parse(program))
        var names: [String] = []
        while let task = walk.advance({ _ in true }) {
            names.append(task.writtenName)
            if failing.split(separator: " ").contains(Substring(task.writtenName)) { walk.fail() }
            if task.writtenName == last { walk.stop() }
        }
        #expect(names.joined(separator: " ") == ran)
        #expect(walk.isStopped && walk.outcome != .running)
    }

    /// Every task runs at most once, `always` runs wherever its block was entered, and a failure that nothing rescues
    /// ends the host.
    @Test(arguments: 0..<200)
    func randomWalksKeepTheLaws(seed: Int) throws {
        var random = Random(seed: UInt64(seed))
        let (text, always) = BlockNotation.random(&random)
        let blocks = try BlockNotation.parse(text)
        let all = blocks.flatMap(\.tasks).map(\.writtenName)
        let failing = Set(all.filter { _ in random.next() % 4 == 0 })
        let (names, outcome) = Self.names(blocks, failing: failing)
        #expect(Set(names).count == names.count, "\(text) failing \(failing)")
        for (entry, last) in always where names.contains(entry) && !failing.contains(last) {
            #expect(names.contains(last), "\(text) failing \(failing): \(entry) ran without \(last)")
        }
        if failing.isDisjoint(with: names) { #expect(outcome == .complete) }
    }
}
