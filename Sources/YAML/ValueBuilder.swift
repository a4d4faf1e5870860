public import Diagnostics
import OrderedCollections
public import Values

/// Makes values of nodes by PyYAML's rules for YAML 1.1, as ansible-core's loader applies them.
public struct ValueBuilder: Sendable {
    /// What the text of a `!vault` scalar is opened by, once it is needed.
    public typealias VaultOpener = @Sendable (_ ciphertext: String) throws(ValueError) -> String

    /// What ``checkDuplicates(in:)`` makes of a key that comes again (`duplicate_dict_key`); the last always wins.
    public enum DuplicateKeys: String, Sendable {
        case warn
        case error
        case ignore
    }

    /// Whether the text comes from an author, so that what looks like a template is one.
    public let isTrusted: Bool
    /// Whether an author has marked the text as no template (`!unsafe`), which is kept with it.
    private let isVerbatim: Bool
    private let vault: VaultOpener?
    let duplicates: DuplicateKeys
    let warn: @Sendable (Diagnostic) -> Void

    public init(
        trusted: Bool, vault: VaultOpener? = nil, duplicates: DuplicateKeys = .warn,
        warnings: @escaping @Sendable (Diagnostic) -> Void = { _ in }
    ) {
        self.init(trusted: trusted, isVerbatim: false, vault: vault, duplicates: duplicates, warnings: warnings)
    }

    private init(
        trusted: Bool, isVerbatim: Bool, vault: VaultOpener?, duplicates: DuplicateKeys,
        warnings: @escaping @Sendable (Diagnostic) -> Void
    ) {
        isTrusted = trusted
        self.isVerbatim = isVerbatim
        self.vault = vault
        self.duplicates = duplicates
        warn = warnings
    }

    /// The same for text that an author wrote and vouches not for.
    private var verbatim: ValueBuilder {
        ValueBuilder(
            trusted: false, isVerbatim: isTrusted || isVerbatim, vault: vault, duplicates: duplicates, warnings: warn)
    }

    /// Throws a Diagnostic for a tag that is not known or does not fit, and for keys that no dict can have.
    public func value(of node: Node) throws(Diagnostic) -> Value {
        guard let tag = node.tag else { return try untagged(node) }
        switch tag {
        case "!unsafe": return try verbatim.value(of: node.withoutTag)
        case "!vault", "!vault-encrypted": return try vaulted(node, tag)
        default: return try tagged(node, tag)
        }
    }

    private func untagged(_ node: Node) throws(Diagnostic) -> Value {
        switch node.content {
        case .scalar(let text, isPlain: false): return self.text(text, node)
        case .scalar(let text, isPlain: true): return try scalar(text, ScalarResolver.kind(of: text), node)
        case .sequence(let nodes): return try list(nodes)
        case .mapping: return try dict(node)
        }
    }

    private func text(_ text: String, _ node: Node) -> Value {
        if isVerbatim { return .template(Template(text, span: node.span, isVerbatim: true)) }
        guard isTrusted, Template.mayBeOne(text) else { return .string(text) }
        return .template(Template(text, span: node.span))
    }

    private func vaulted(_ node: Node, _ tag: String) throws(Diagnostic) -> Value {
        guard case .scalar(let text, let isPlain) = node.content, !isPlain || ScalarResolver.kind(of: text) == .text
        else {
            throw Diagnostic("YAML parsing failed: The '\(tag)' tag requires a string value.", at: node.span)
        }
        if tag == "!vault-encrypted" { deprecate(tag, node) }
        guard let vault else { return .string(text) }
        return .object(VaultedText(text, span: node.span, open: vault))
    }

    private func failure(_ problem: String, _ node: Node) -> Diagnostic {
        SyntaxFailure(problem, at: node.span).diagnostic
    }
}

// Scalars.
extension ValueBuilder {
    private func scalar(_ text: String, _ kind: ScalarResolver.Kind, _ node: Node) throws(Diagnostic) -> Value {
        do throws(ValueError) {
            switch kind {
            case .text, .merge: return self.text(text, node)
            case .null: return .none
            case .bool: return .bool(try ScalarConstruction.bool(text))
            case .int: return try ScalarConstruction.integer(text)
            case .float: return .double(try ScalarConstruction.float(text))
            case .timestamp:
                guard let timestamp = Timestamp(Array(text.utf8)) else {
                    throw ValueError(.value, "no timestamp: \(text.representation)")
                }
                return try timestamp.value()
            case .value:
                throw ValueError(.value, "could not determine a constructor for the tag 'tag:yaml.org,2002:value'")
            }
        } catch {
            if kind == .value { throw failure(error.message, node) }
            throw Diagnostic("YAML parsing failed: \(error.message)", at: node.span)
        }
    }

    private func tagged(_ node: Node, _ tag: String) throws(Diagnostic) -> Value {
        let standard = "tag:yaml.org,2002:"
        guard tag.hasPrefix(standard) else { throw unknown(tag, node) }
        let name = String(tag.dropFirst(standard.utf8.count))
        switch (name, node.content) {
        case ("map", .mapping), ("python/dict", .mapping): return try dict(node.withoutTag)
        case ("seq", .sequence(let nodes)): return try list(nodes)
        case ("set", .mapping(let pairs)):
            let nodes = try merged(pairs).map(\.key)
            return try list(nodes)
        case ("omap", .sequence(let nodes)), ("pairs", .sequence(let nodes)):
            deprecate("!!\(name)", node)
            return try pairs(nodes, name, node)
        case ("binary", .scalar(let text, _)):
            do throws(ValueError) { return .object(ValueBytes(try Base64.decode(text))) } catch {
                throw failure("failed to decode base64 data: \(error.message)", node)
            }
        case ("str", .scalar(let text, _)), ("python/unicode", .scalar(let text, _)): return self.text(text, node)
        case (_, .scalar(let text, _)):
            guard let kind = ScalarResolver.Kind(rawValue: name), kind != .merge else { throw unknown(tag, node) }
            return try scalar(text, kind, node)
        case ("map", _), ("seq", _), ("set", _), ("omap", _), ("pairs", _), ("str", _), ("int", _), ("float", _),
            ("bool", _), ("null", _), ("binary", _), ("timestamp", _):
            throw failure("expected a \(ValueBuilder.expected[name] ?? "scalar") node, but found \(node.kind)", node)
        default: throw unknown(tag, node)
        }
    }

    private static let expected = [
        "map": "mapping", "set": "mapping", "seq": "sequence", "omap": "sequence", "pairs": "sequence",
    ]

    private func unknown(_ tag: String, _ node: Node) -> Diagnostic {
        failure("could not determine a constructor for the tag '\(tag)'", node)
    }

    private static let remedies = [
        "!!omap": "Use a standard mapping instead, as key order is always preserved.",
        "!!pairs": "Use a standard mapping instead.",
        "!vault-encrypted": "Use the `!vault` tag instead.",
    ]

    private func deprecate(_ tag: String, _ node: Node) {
        warn(
            Diagnostic(
                "Use of the YAML `\(tag)` tag is deprecated. This feature will be removed from ansible-core version 2.23.",
                at: node.span, severity: .deprecation, help: ValueBuilder.remedies[tag]))
    }
}

// Collections.
extension ValueBuilder {
    private func list(_ nodes: [Node]) throws(Diagnostic) -> Value {
        var items: [Value] = []
        items.reserveCapacity(nodes.count)
        var mayHoldTemplates = false
        for node in nodes {
            let item = try value(of: node)
            mayHoldTemplates = mayHoldTemplates || item.mayHoldTemplates
            items.append(item)
        }
        return .list(ValueList(items, mayHoldTemplates: mayHoldTemplates))
    }

    private func pairs(_ nodes: [Node], _ name: String, _ parent: Node) throws(Diagnostic) -> Value {
        var items: [Value] = []
        for node in nodes {
            guard case .mapping(let pairs) = node.content, pairs.count == 1 else {
                throw Diagnostic(
                    "YAML parsing failed: While constructing \(name == "omap" ? "an ordered map" : "pairs") "
                        + "expected a mapping of length 1.", at: node.span)
            }
            items.append(.tuple([try value(of: pairs[0].key), try value(of: pairs[0].value)]))
        }
        return .list(ValueList(items, mayHoldTemplates: items.contains { $0.mayHoldTemplates }))
    }

    private func dict(_ node: Node) throws(Diagnostic) -> Value {
        guard case .mapping(let written) = node.content else { return .none }
        let pairs = try merged(written)
        var items = Dict(minimumCapacity: pairs.count)
        var mayHoldTemplates = false
        for (keyNode, valueNode) in pairs {
            let key = try key(keyNode, of: node)
            let value = try value(of: valueNode)
            mayHoldTemplates = mayHoldTemplates || value.mayHoldTemplates || key.mayHoldTemplates
            items[key] = value
        }
        return .dict(ValueDict(items, mayHoldTemplates: mayHoldTemplates))
    }

    func key(_ node: Node, of mapping: Node) throws(Diagnostic) -> Value {
        if case .scalar("=", isPlain: true) = node.content, node.tag == nil { return "=" }
        var key = try value(of: node)
        if case .template(let template) = key, template.isVerbatim { key = .string(template.text) }
        do throws(ValueError) { try key.checkHashable() } catch {
            throw SyntaxFailure("while constructing a mapping found unhashable key", at: node.span).diagnostic
        }
        return key
    }

    /// The pairs with those of merge keys in front, as PyYAML puts them.
    func merged(_ pairs: [(key: Node, value: Node)]) throws(Diagnostic) -> [(key: Node, value: Node)] {
        guard pairs.contains(where: { $0.key.isMergeKey }) else { return pairs }
        var front: [(key: Node, value: Node)] = []
        var own: [(key: Node, value: Node)] = []
        for pair in pairs {
            guard pair.key.isMergeKey else {
                own.append(pair)
                continue
            }
            switch pair.value.content {
            case .mapping(let inner): front += try merged(inner)
            case .sequence(let nodes):
                for node in nodes.reversed() {
                    guard case .mapping(let inner) = node.content else {
                        throw mergeFailure("expected a mapping for merging, but found \(node.kind)", node)
                    }
                    front += try merged(inner)
                }
            case .scalar:
                throw mergeFailure("expected a mapping or list of mappings for merging, but found scalar", pair.value)
            }
        }
        return front + own
    }

    private func mergeFailure(_ problem: String, _ node: Node) -> Diagnostic {
        SyntaxFailure("while constructing a mapping " + problem, at: node.span).diagnostic
    }
}
