import Modules
import System
import Testing
import Values

/// Every case is run three times on trees of its own; what comes of it is compared with what is expected, and three
/// laws hold without being written in any case: the outcome is as told, a second run changes nothing, and check mode
/// leaves the tree alone and foretells whether there is a change. All that holds on each kind of ``Place``.
@Suite struct ModuleCaseTests {
    @Test(arguments: ModuleCase.onThisMachine) func laws(_ one: ModuleCase) async throws {
        try await laws(one, at: .near)
    }

    @Test(.serialized, arguments: Place.far, ModuleCase.onThisMachine)
    func laws(far place: Place, _ one: ModuleCase) async throws { try await laws(one, at: place) }

    @Test(.serialized, arguments: Place.onCopies, ModuleCase.onCopies)
    func laws(onACopy place: Place, _ one: ModuleCase) async throws { try await laws(one, at: place) }

    private func laws(_ one: ModuleCase, at place: Place) async throws {
        let machine = one.binds == nil ? try await place.open() : nil
        defer { machine?.close() }
        let tree = try FileTree(one.tree, in: one.binds == nil ? "/tmp" : "/dev/shm")
        let programs = StandIns(one.definition["programs"]?.mapping ?? [:], root: tree.root, path: place.path)
        let result = try await run(one, in: tree, programs, check: false, at: place, machine)
        if let expected = one.expected["calls"] {
            #expect(difference(.list(programs.calls.map { .string($0) }), expected) == "", "the calls")
        }
        compare(result, one.expected["result"]?.mapping, one)
        if let expected = one.expected["tree"] {
            #expect(difference(.dict(tree.snapshot(without: one.unseen)), expected) == "", "the tree")
        }
        let changed = result["changed"] == true
        if result["failed"] != true {
            let before = tree.snapshot(without: one.unseen)
            let again = try await run(one, in: tree, programs, check: false, at: place, machine)
            if one.again == nil, one.expected["again"] != true {
                #expect(again["changed"] != true, "a second run is unchanged: \(again)")
                let after = tree.snapshot(without: one.unseen)
                #expect(difference(.dict(after), .dict(before)) == "", "a second run leaves the tree alone")
            }
        }
        let fresh = try FileTree(one.tree, in: one.binds == nil ? "/tmp" : "/dev/shm")
        let untouched = fresh.snapshot(without: one.unseen)
        let foretold = try await run(
            one, in: fresh,
            StandIns(one.definition["programs"]?.mapping ?? [:], root: fresh.root, path: place.path), check: true,
            at: place, machine)
        let left = fresh.snapshot(without: one.unseen)
        #expect(difference(.dict(left), .dict(untouched)) == "", "check mode leaves the tree alone")
        if let expected = one.expected["check"]?.mapping {
            compare(foretold, expected, one)
        } else if one.forecast == nil {
            #expect((foretold["changed"] == true) == changed, "check mode foretells the change")
        }
    }

    private func run(
        _ one: ModuleCase, in tree: FileTree, _ programs: StandIns, check: Bool, at place: Place,
        _ shared: Place.Machine?
    ) async throws -> Dict {
        let copy = shared == nil ? try await place.open(MachineCopy(one, tree: tree)) : nil
        defer { copy?.close() }
        guard let machine = shared ?? copy else { return [:] }
        var arguments = one.definition["arguments"]?.replacingRoot(tree.root).mapping ?? [:]
        let contents = Upload(one.definition, root: tree.root).contents(&arguments)
        let request = TaskRequest(
            module: one.module, arguments: arguments, check: check, diff: one.definition["diff"] != false,
            contents: contents)
        let result = await machine.result(of: request, environment: programs.environment)
        var shown = result
        shown["invocation"] = nil
        return Value.dict(shown).settled(tree.root).mapping ?? [:]
    }

    private func compare(_ result: Dict, _ expected: Dict?, _ one: ModuleCase) {
        guard let expected else { return }
        var ignored: Set<String> = [
            "atime", "mtime", "ctime", "inode", "dev", "blocks", "block_size", "version", "uid", "gid", "owner",
            "group", "pw_name", "gr_name", "elapsed", "exception", "_ansible_cause", "_swiftplay_cause",
        ]
        for key in one.definition["ignore"]?.sequence ?? [] { ignored.insert(key.text ?? "") }
        for key in one.definition["compare"]?.sequence ?? [] { ignored.remove(key.text ?? "") }
        let known = Value.dict(expected).withoutVolatileKeys(ignored)
        var seen = Value.dict(result).withoutVolatileKeys(ignored)
        if one.definition["expected"] != nil {
            // What is written by hand names only what the case is about.
            let names = Set((known.mapping ?? [:]).keys)
            seen = .dict((seen.mapping ?? [:]).filter { names.contains($0.key) })
        }
        #expect(difference(seen, known) == "")
    }

    /// What differs, by key; empty where nothing does.
    private func difference(_ seen: Value, _ expected: Value) -> String {
        guard let a = seen.mapping, let b = expected.mapping else {
            return seen == expected ? "" : "is \(text(seen)), not \(text(expected))"
        }
        let keys = Set(a.keys).union(b.keys).sorted { text($0) < text($1) }
        return keys.compactMap { key in
            guard let x = a[key] else { return "\n\(text(key)) is missing: \(b[key].map(text) ?? "")" }
            guard let y = b[key] else { return "\n\(text(key)) is too much: \(text(x))" }
            let inner = difference(x, y)
            return inner.isEmpty ? nil : "\n\(text(key)): \(inner)"
        }.joined()
    }

    private func text(_ value: Value) -> String { (try? value.representation()) ?? "?" }
}
