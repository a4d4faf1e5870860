import Values

extension Compiler {
    func compile(_ statements: [Statement]) throws(TemplateError) -> Body {
        var steps: [Step] = []
        steps.reserveCapacity(statements.count)
        for statement in statements {
            do throws(TemplateError) { steps.append(try compile(statement)) } catch {
                var error = error
                error.place = error.place ?? statement.place
                throw error
            }
        }
        return Body(steps)
    }

    private func compile(_ statement: Statement) throws(TemplateError) -> Step {
        let place = statement.place
        switch statement.kind {
        case .data(let text): return DataStep(text)
        case .print(let expression): return PrintStep(try compile(expression))
        case .perform(let expression): return PerformStep(try compile(expression))
        case .breakLoop:
            guard scope.isInLoop else { throw TemplateError(.syntax, "'break' outside loop") }
            return FlowStep(.breaksLoop)
        case .continueLoop:
            guard scope.isInLoop else { throw TemplateError(.syntax, "'continue' not properly in loop") }
            return FlowStep(.continuesLoop)
        case .conditional(let branches, let otherwise):
            var compiled: [(test: Code, then: Body)] = []
            for (test, body) in branches { compiled.append((try compile(test), try compile(body))) }
            let first = compiled.removeFirst()
            return ConditionalStep(first.test, first.then, compiled, try compile(otherwise))
        case .forLoop(let loop): return try compileLoop(loop, place)
        case .set(let target, let expression):
            let code = try compile(expression)
            return SetStep(try compile(target, place), code)
        case .setBlock(let target, let filters, let body):
            let code = try compile(filters, on: try captured(body, place))
            return SetStep(try compile(target, place), code)
        case .filterBlock(let filters, let body):
            return PrintStep(try compile(filters, on: try captured(body, place)))
        case .with(let assignments, let body): return try compileWith(assignments, body, place)
        case .scope(let body): return try compileWith([], body, place)
        case .macro(let signature, let body):
            return MacroStep(try compileMacro(signature, body), slot: scope.declare(signature.name))
        case .callBlock(let call, let signature, let body):
            guard case .call(let callee, let arguments) = call.kind,
                let code = try plainCall(callee, arguments, call.place)
            else { throw TemplateError(.syntax, "expected call") }
            return CallBlockStep(code, try compileMacro(signature, body))
        case .block(let block): return try compileBlock(block, place)
        case .extends(let template):
            hasExtends = true
            isolates = true
            return ExtendsStep(try compile(template))
        case .include(let template, let ignoresMissing, let withContext):
            isolates = true
            return IncludeStep(
                try compile(template), ignoresMissing: ignoresMissing,
                visible: withContext ? visibleNames(place) : nil)
        case .importAs(let template, let name, let withContext):
            isolates = true
            return ImportStep(
                try compile(template), visible: withContext ? visibleNames(place) : nil,
                module: scope.declare(name), names: [])
        case .fromImport(let template, let names, let withContext):
            isolates = true
            return ImportStep(
                try compile(template), visible: withContext ? visibleNames(place) : nil, module: nil,
                names: names.map { ($0.name, scope.declare($0.alias)) })
        }
    }

    /// The call as it is written, methods of Python's types included.
    private func plainCall(
        _ callee: Expression, _ arguments: Expression.Arguments, _ place: Place
    ) throws(TemplateError) -> CallCode? {
        let code = try compileCall(callee, arguments, place)
        return code as? CallCode ?? (code as? MethodCallCode)?.call
    }

    private func compile(_ target: Statement.Target, _ place: Place) throws(TemplateError) -> TargetCode {
        switch target {
        case .name(let name): return .slot(scope.declare(name))
        case .tuple(let targets):
            var codes: [TargetCode] = []
            for target in targets { codes.append(try compile(target, place)) }
            return .tuple(codes, place)
        case .attribute(let namespace, let name): return .attribute(resolve(namespace, place), name, place)
        }
    }

    private func captured(_ body: [Statement], _ place: Place) throws(TemplateError) -> CapturedCode {
        try inner { (scope) throws(TemplateError) in
            for name in body.assignedNames { _ = scope.declare(name) }
            let steps = try compile(body)
            return CapturedCode(steps, own: scope.own, place)
        }
    }

    private func compileWith(
        _ assignments: [(target: Statement.Target, value: Expression)], _ body: [Statement], _ place: Place
    ) throws(TemplateError) -> Step {
        var values: [Code] = []
        for (_, value) in assignments { values.append(try compile(value)) }
        return try inner { (scope) throws(TemplateError) in
            for name in assignments.flatMap(\.target.names) { _ = scope.declare(name, assured: true) }
            for name in body.assignedNames { _ = scope.declare(name) }
            var targets: [(target: TargetCode, value: Code)] = []
            for (index, assignment) in assignments.enumerated() {
                targets.append((try compile(assignment.target, place), values[index]))
            }
            return ScopeStep(try compile(body), own: scope.own, targets)
        }
    }

    private func compileLoop(_ loop: Statement.Loop, _ place: Place) throws(TemplateError) -> Step {
        guard !loop.target.names.contains("loop"), !loop.body.assignedNames.contains("loop") else {
            throw TemplateError(.syntax, "Can't assign to special loop variable in for-loop target")
        }
        let iterable = try compile(loop.iterable)
        let otherwise = try compileWith([], loop.otherwise, place)
        return try inner(isLoop: true, onDemand: ["loop"]) { (scope) throws(TemplateError) in
            for name in loop.target.names { _ = scope.declare(name, assured: true) }
            let target = try compile(loop.target, place)
            let filter = try loop.filter.map { (filter) throws(TemplateError) in try compile(filter) }
            for name in loop.body.assignedNames { _ = scope.declare(name) }
            let body = try compile(loop.body)
            return LoopStep(
                target, iterable, filter: filter, body: body,
                otherwise: Body(loop.otherwise.isEmpty ? [] : [otherwise]), own: scope.own,
                loop: scope.slots["loop"], isRecursive: loop.isRecursive)
        }
    }

    private func compileMacro(_ signature: Statement.Signature, _ body: [Statement]) throws(TemplateError)
        -> MacroCode
    {
        try function(onDemand: ["caller", "varargs", "kwargs"]) { (scope) throws(TemplateError) in
            let slots = signature.parameters.map { scope.declare($0, assured: true) }
            for name in body.assignedNames { _ = scope.declare(name) }
            let defaults = try compile(signature.defaults)
            let steps = try compile(body)
            func special(_ name: String) -> Int? {
                signature.parameters.contains(name) ? nil : scope.isAssured(name) ? scope.slots[name] : nil
            }
            return MacroCode(
                signature.name, signature.parameters, slots, defaults: defaults, caller: special("caller"),
                varargs: special("varargs"), kwargs: special("kwargs"), body: steps,
                slotCount: scope.function.slotCount)
        }
    }

    private func compileBlock(_ block: Statement.Block, _ place: Place) throws(TemplateError) -> Step {
        guard blocks[block.name] == nil else {
            throw TemplateError(.syntax, "block '\(block.name)' defined twice")
        }
        let visible = block.isScoped ? visibleNames(place) : nil
        let code = try separate { (scope) throws(TemplateError) in
            _ = scope.declare("super", assured: true)
            for name in block.body.assignedNames { _ = scope.declare(name) }
            let steps = try compile(block.body)
            return BlockCode(
                block.name, isRequired: block.isRequired, body: steps, slotCount: scope.function.slotCount)
        }
        blocks[block.name] = code
        return BlockStep(block.name, visible: visible)
    }
}
