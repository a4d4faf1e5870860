import Values

@testable import Jinja

/// Writes a syntax tree as a template again, for the test that reading and writing agree.
struct SyntaxPrinter {
    func text(_ body: [Statement]) -> String { body.map(text).joined() }

    private func text(_ statement: Statement) -> String {
        switch statement.kind {
        case .data(let text): data(text)
        case .print(let value): "{{ \(self.text(value)) }}"
        case .forLoop(let loop): forLoop(loop)
        case .conditional(let branches, let otherwise):
            branches.enumerated().map { index, branch in
                tag((index == 0 ? "if " : "elif ") + operand(branch.test)) + text(branch.body)
            }.joined() + (otherwise.isEmpty ? "" : tag("else") + text(otherwise)) + tag("endif")
        case .set(let target, let value): tag("set \(self.target(target, isTop: true)) = \(operand(value))")
        case .setBlock(let target, let filters, let body):
            tag("set \(self.target(target, isTop: true))" + filters.map { " | " + call($0) }.joined())
                + text(body) + tag("endset")
        case .with(let assignments, let body):
            tag("with " + assignments.map { "\(target($0.target)) = \(operand($0.value))" }.joined(separator: ", "))
                + text(body) + tag("endwith")
        case .macro(let signature, let body):
            tag("macro \(signature.name)\(parameters(signature))") + text(body) + tag("endmacro")
        case .callBlock(let call, let signature, let body):
            tag("call\(parameters(signature)) \(text(call))") + text(body) + tag("endcall")
        case .filterBlock(let filters, let body):
            tag("filter " + filters.map(call).joined(separator: " | ")) + text(body) + tag("endfilter")
        case .scope(let body): tag("autoescape false") + text(body) + tag("endautoescape")
        case .block(let block):
            tag("block \(block.name)\(block.isScoped ? " scoped" : "")\(block.isRequired ? " required" : "")")
                + text(block.body) + tag("endblock")
        case .extends(let name): tag("extends \(operand(name))")
        case .include(let name, let ignoresMissing, let withContext):
            tag("include \(operand(name))\(ignoresMissing ? " ignore missing" : "")" + context(withContext))
        case .importAs(let name, let alias, let withContext):
            tag("import \(operand(name)) as \(alias)" + context(withContext))
        case .fromImport(let name, let names, let withContext):
            tag(
                "from \(operand(name)) import "
                    + names.map { "\($0.name) as \($0.alias)" }.joined(separator: ", ") + context(withContext))
        case .perform(let value): tag("do \(operand(value))")
        case .breakLoop: tag("break")
        case .continueLoop: tag("continue")
        }
    }

    private func tag(_ content: String) -> String { "{% \(content) %}" }
    private func context(_ isGiven: Bool) -> String { isGiven ? " with context" : " without context" }

    private func data(_ text: String) -> String {
        text.contains("{") ? tag("raw") + text + tag("endraw") : text
    }

    private func forLoop(_ loop: Statement.Loop) -> String {
        var head = "for \(target(loop.target)) in \(operand(loop.iterable))"
        if let filter = loop.filter { head += " if \(operand(filter))" }
        if loop.isRecursive { head += " recursive" }
        let otherwise = loop.otherwise.isEmpty ? "" : tag("else") + text(loop.otherwise)
        return tag(head) + text(loop.body) + otherwise + tag("endfor")
    }

    private func target(_ target: Statement.Target, isTop: Bool = false) -> String {
        switch target {
        case .name(let name): name
        case .attribute(let name, let attribute): "\(name).\(attribute)"
        case .tuple(let targets):
            isTop
                ? targets.map { self.target($0) + ", " }.joined()
                : "(" + targets.map { self.target($0) + ", " }.joined() + ")"
        }
    }

    private func parameters(_ signature: Statement.Signature) -> String {
        let first = signature.parameters.count - signature.defaults.count
        let written = signature.parameters.enumerated().map { index, name in
            index < first ? name : "\(name)=\(operand(signature.defaults[index - first]))"
        }
        return "(" + written.joined(separator: ", ") + ")"
    }

    private func call(_ filter: Statement.FilterCall) -> String { filter.name + arguments(filter.arguments) }

    // MARK: Expressions

    func text(_ expression: Expression) -> String {
        switch expression.kind {
        case .constant(let value): literal(value)
        case .name(let name): name
        case .list(let items): "[" + items.map(operand).joined(separator: ", ") + "]"
        case .tuple(let items): "(" + items.map { operand($0) + ", " }.joined() + ")"
        case .dict(let items):
            "{" + items.map { "\(operand($0.key)): \(operand($0.value))" }.joined(separator: ", ") + "}"
        case .attribute(let target, let name): "\(operand(target)).\(name)"
        case .item(let target, let key): "\(operand(target))[\(self.key(key))]"
        case .slice(let a, let b, let c): [a, b, c].map { $0.map(operand) ?? "" }.joined(separator: ":")
        case .call(let target, let given): operand(target) + arguments(given)
        case .filter(let input, let name, let given):
            "\(input.map(operand) ?? "none") | \(name)\(arguments(given))"
        case .test(let input, let name, let given): "\(operand(input)) is \(name)\(arguments(given))"
        case .not(let value): "not \(operand(value))"
        case .negative(let value): "-\(operand(value))"
        case .positive(let value): "+\(operand(value))"
        case .arithmetic(let operation, let a, let b):
            "\(operand(a)) \(operation == .power ? "**" : operation.rawValue) \(operand(b))"
        case .and(let a, let b): "\(operand(a)) and \(operand(b))"
        case .or(let a, let b): "\(operand(a)) or \(operand(b))"
        case .comparison(let first, let rest):
            operand(first) + rest.map { " \(sign($0.0)) \(operand($0.1))" }.joined()
        case .concatenation(let parts): parts.map(operand).joined(separator: " ~ ")
        case .conditional(let test, let then, let otherwise):
            "\(operand(then)) if \(operand(test))" + (otherwise.map { " else \(operand($0))" } ?? "")
        }
    }

    /// The expression in brackets, unless it needs none wherever it stands.
    private func operand(_ expression: Expression) -> String {
        switch expression.kind {
        case .constant, .name, .list, .tuple, .dict: text(expression)
        default: "(\(text(expression)))"
        }
    }

    private func key(_ key: Expression) -> String {
        if case .slice = key.kind { return text(key) }
        guard case .tuple(let items) = key.kind, items.count > 1, items.contains(where: \.isSlice) else {
            return operand(key)
        }
        return items.map { $0.isSlice ? text($0) : operand($0) }.joined(separator: ", ")
    }

    private func sign(_ comparison: Expression.Comparison) -> String {
        switch comparison {
        case .equal: "=="
        case .notEqual: "!="
        case .ordered(let sign): sign.rawValue
        case .isIn: "in"
        case .isNotIn: "not in"
        }
    }

    private func arguments(_ given: Expression.Arguments) -> String {
        var parts = given.positional.map(operand)
        parts += given.keywords.map { "\($0.name)=\(operand($0.value))" }
        if let star = given.star { parts.append("*" + operand(star)) }
        if let doubleStar = given.doubleStar { parts.append("**" + operand(doubleStar)) }
        return "(" + parts.joined(separator: ", ") + ")"
    }

    private func literal(_ value: Value) -> String {
        switch value {
        case .none: return "none"
        case .bool(let flag): return flag ? "true" : "false"
        case .double(let number) where number.isInfinite: return "1e999"
        case .double(let number) where number == number.rounded() && number >= 1e16:
            return "\(number)".replacing("+", with: "")
        case .string(let text):
            let letters = text.unicodeScalars.map { scalar -> String in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == " ")
                let digits = String(scalar.value, radix: 16)
                return isPlain
                    ? String(scalar) : "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
            return "'" + letters.joined() + "'"
        default: return (try? value.representation()) ?? "none"
        }
    }
}

extension Expression {
    fileprivate var isSlice: Bool { if case .slice = kind { true } else { false } }
}
