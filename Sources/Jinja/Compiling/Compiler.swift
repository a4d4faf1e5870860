import Values

/// Makes syntax trees ready to run: gives local names their slots, finds filters, computes constants.
final class Compiler {
    let environment: Environment
    private(set) var root = FunctionLayout()
    private(set) var scope: LexicalScope
    var blocks: [String: BlockCode] = [:]
    var hasExtends = false
    /// Whether values may be changed in place, so that variables must enter as copies.
    var isolates = false

    init(_ environment: Environment) {
        self.environment = environment
        scope = LexicalScope(root, parent: nil)
    }

    func compileTemplate(_ statements: [Statement]) throws(TemplateError) -> Body {
        for name in statements.assignedNames { _ = scope.declare(name) }
        return try compile(statements)
    }

    /// Runs `body` with names of its own, in the same frame.
    func inner<Result>(
        isLoop: Bool = false, onDemand: Set<String> = [],
        _ body: (LexicalScope) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        let outer = scope
        scope = LexicalScope(
            outer.function, parent: outer, isInLoop: isLoop || outer.isInLoop, onDemand: onDemand)
        defer { scope = outer }
        return try body(scope)
    }

    /// Runs `body` for a macro: a frame of its own, from which the frames around it are visible.
    func function<Result>(
        onDemand: Set<String> = [], _ body: (LexicalScope) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        let outer = scope
        scope = LexicalScope(FunctionLayout(), parent: outer, onDemand: onDemand)
        defer { scope = outer }
        return try body(scope)
    }

    /// Runs `body` for a block: a frame of its own, from which no locals are visible.
    func separate<Result>(
        _ body: (LexicalScope) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        let outer = (root, scope)
        root = FunctionLayout()
        scope = LexicalScope(root, parent: nil)
        defer { (root, scope) = outer }
        return try body(scope)
    }

    /// What reads `name` at this place.
    func resolve(_ name: String, _ place: Place) -> Code {
        resolve(name, place, from: scope, hops: 0) { hops in
            if name == "self" { return ComputedName(place, { .object(SelfObject($0)) }) }
            return ContextName(name, slot: self.root.contextSlot(name), hops: hops, place)
        }
    }

    private func resolve(
        _ name: String, _ place: Place, from start: LexicalScope?, hops: Int, outside: (Int) -> Code
    ) -> Code {
        var current = start
        var hops = hops
        while let scope = current {
            let outer = scope.parent
            let outerHops = outer.map { $0.function === scope.function ? hops : hops + 1 } ?? hops
            if let slot = scope.slot(reading: name) {
                let fallback =
                    scope.isAssured(name)
                    ? nil : resolve(name, place, from: outer, hops: outerHops, outside: outside)
                return hops == 0
                    ? LocalName(slot, fallback: fallback, place)
                    : OuterName(slot, hops: hops, fallback: fallback, place)
            }
            (current, hops) = (outer, outerHops)
        }
        return outside(hops)
    }

    /// All locals that can be read at this place.
    func visibleNames(_ place: Place) -> VisibleNames {
        var names: Set<String> = []
        var current: LexicalScope? = scope
        while let scope = current {
            names.formUnion(scope.slots.keys)
            current = scope.parent
        }
        names.remove("super")
        return VisibleNames(
            names.sorted().map { name in
                (name, resolve(name, place, from: scope, hops: 0) { _ in UnassignedCode(place) })
            })
    }
}

extension [Statement] {
    /// The names that these statements assign in their own scope.
    var assignedNames: [String] {
        flatMap { statement -> [String] in
            switch statement.kind {
            case .set(let target, _), .setBlock(let target, _, _): target.names
            case .macro(let signature, _): [signature.name]
            case .importAs(_, let name, _): [name]
            case .fromImport(_, let names, _): names.map(\.alias)
            case .conditional(let branches, let otherwise):
                branches.flatMap { $0.body.assignedNames } + otherwise.assignedNames
            default: []
            }
        }
    }
}
