import Values

@testable import Playbook

/// Blocks in a short notation: words are tasks, `[body | rescue | always]` is a block.
struct BlockNotation {
    private var words: ArraySlice<String>
    private var next = 0

    static func parse(_ text: String) throws -> [Block] {
        let spaced = text.reduce(into: "") { $0 += "[]|".contains($1) ? " \($1) " : String($1) }
        var notation = BlockNotation(words: spaced.split(separator: " ").map(String.init)[...])
        let items = notation.items()
        return [notation.block(items, [], [])]
    }

    private init(words: ArraySlice<String>) { self.words = words }

    private mutating func items() -> [Block.Item] {
        var items: [Block.Item] = []
        while let word = words.first, word != "|", word != "]" {
            words.removeFirst()
            if word == "[" {
                let body = self.items()
                words.removeFirst()
                let rescue = words.first == "]" ? [] : self.items()
                if words.first == "|" { words.removeFirst() }
                let always = words.first == "]" ? [] : self.items()
                words.removeFirst()
                items.append(.block(block(body, rescue, always)))
            } else {
                items.append(.task(task(word)))
            }
        }
        return items
    }

    private mutating func id() -> Task.ID {
        next += 1
        return Task.ID(next)
    }

    private mutating func block(_ body: [Block.Item], _ rescue: [Block.Item], _ always: [Block.Item]) -> Block {
        Block(
            id: id(), span: nil, items: body, rescue: rescue, always: always, isImplicit: false,
            scope: Scope(effective: Attributes()))
    }

    private mutating func task(_ name: String) -> Task {
        Task(
            id: id(), kind: .action, span: nil, name: .string(name), action: Action("x", resolved: nil),
            attributes: Attributes(), effective: Attributes(), vars: [:], scope: Scope(effective: Attributes()))
    }

    /// A random program, and for each block with an `always` its first task and that section's only one.
    static func random(_ random: inout Random) -> (text: String, always: [(entry: String, last: String)]) {
        var names = 0
        var always: [(String, String)] = []
        func task() -> String {
            names += 1
            return "t\(names)"
        }
        func program(_ depth: Int) -> String {
            (0..<(1 + Int(random.next() % 3))).map { _ in
                guard depth > 0, random.next() % 2 == 0 else { return task() }
                let entry = task()
                let body = program(depth - 1)
                let rescue = random.next() % 2 == 0 ? program(depth - 1) : ""
                guard random.next() % 2 == 0 else { return "[\(entry) \(body) | \(rescue) | ]" }
                let last = task()
                always.append((entry, last))
                return "[\(entry) \(body) | \(rescue) | \(last)]"
            }.joined(separator: " ")
        }
        let text = program(3)
        return (text, always)
    }
}

/// A generator that gives the same numbers for the same seed.
struct Random {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
