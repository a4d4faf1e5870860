import Values

/// A node to be written: what PyYAML's representer makes of a value.
final class EmittedNode {
    enum Content {
        case scalar(String, YAMLOptions.ScalarStyle?)
        case sequence([EmittedNode])
        case mapping([(key: EmittedNode, value: EmittedNode)])
    }

    let tag: String
    var content: Content
    var isFlow = false

    init(_ content: Content, tag: String) {
        self.content = content
        self.tag = tag
    }

    /// Whether it is a scalar in no style of its own.
    var isPlain: Bool { if case .scalar(_, nil) = content { true } else { false } }
}

/// Makes nodes of values.
struct Representer {
    private let options: YAMLOptions
    private var known: [ObjectIdentifier: EmittedNode] = [:]

    init(_ options: YAMLOptions) { self.options = options }

    static func tag(_ name: String) -> String { "tag:yaml.org,2002:\(name)" }

    mutating func node(of value: Value, depth: Int) throws(ValueError) -> EmittedNode {
        guard depth < Value.depthLimit else { throw ValueError(.recursion, "maximum recursion depth exceeded") }
        switch value {
        case .none: return scalar("null", "null")
        case .bool(let flag): return scalar(flag ? "true" : "false", "bool")
        case .int, .bigInt: return scalar(try value.string(), "int")
        case .double(let x): return scalar(Representer.float(x), "float")
        case .string(let text): return self.text(text)
        case .template(let template): return self.text(template.text)
        case .undefined(let undefined): throw ValueError(.undefined, undefined.message)
        case .list(let list): return try sequence(list, list.items, depth)
        case .tuple(let tuple): return try sequence(tuple, tuple.items, depth)
        case .dict(let dict): return try mapping(dict, depth)
        case .object(let object): return try self.object(object, depth)
        }
    }

    private func scalar(_ text: String, _ name: String) -> EmittedNode {
        EmittedNode(.scalar(text, options.defaultStyle), tag: Representer.tag(name))
    }

    private func text(_ text: String) -> EmittedNode {
        guard options.lines != .quoted, BlockText.hasLines(text) else { return scalar(text, "str") }
        let shown = options.lines == .readableBlocks ? BlockText.readable(text) : text
        return EmittedNode(.scalar(shown, .literal), tag: Representer.tag("str"))
    }

    private static func float(_ x: Double) -> String {
        if x.isNaN { return ".nan" }
        if x.isInfinite { return x < 0 ? "-.inf" : ".inf" }
        let text = x.representation
        guard !text.contains("."), let mark = text.firstIndex(of: "e") else { return text }
        return text[..<mark] + ".0" + text[mark...]
    }

    private mutating func sequence(_ box: AnyObject, _ items: [Value], _ depth: Int) throws(ValueError) -> EmittedNode {
        if let node = known[ObjectIdentifier(box)] { return node }
        let node = EmittedNode(.sequence([]), tag: Representer.tag("seq"))
        known[ObjectIdentifier(box)] = node
        var nodes: [EmittedNode] = []
        for item in items { nodes.append(try self.node(of: item, depth: depth + 1)) }
        node.content = .sequence(nodes)
        node.isFlow = options.flowStyle ?? nodes.allSatisfy(\.isPlain)
        return node
    }

    private mutating func mapping(_ dict: ValueDict, _ depth: Int) throws(ValueError) -> EmittedNode {
        if let node = known[ObjectIdentifier(dict)] { return node }
        let node = EmittedNode(.mapping([]), tag: Representer.tag("map"))
        known[ObjectIdentifier(dict)] = node
        var keys = Array(dict.items.keys)
        // Keys that have no order stay as they are.
        if options.sortKeys, let sorted = try? keys.sortedAsPython() { keys = sorted }
        var pairs: [(key: EmittedNode, value: EmittedNode)] = []
        for key in keys {
            pairs.append(
                (
                    try self.node(of: key, depth: depth + 1),
                    try self.node(of: dict.items[key] ?? .none, depth: depth + 1)
                ))
        }
        node.content = .mapping(pairs)
        node.isFlow = options.flowStyle ?? pairs.allSatisfy { $0.key.isPlain && $0.value.isPlain }
        return node
    }

    private mutating func object(_ object: any ValueObject, _ depth: Int) throws(ValueError) -> EmittedNode {
        switch object {
        case is ValueDate: return scalar(try object.string(), "timestamp")
        case is ValueDateTime: return scalar(try object.string(), "timestamp")
        case let bytes as ValueBytes:
            return EmittedNode(.scalar(Representer.lines(bytes), .literal), tag: Representer.tag("binary"))
        case let vaulted as VaultedText: return EmittedNode(.scalar(vaulted.ciphertext, .literal), tag: "!vault")
        default:
            guard let plain = try object.plain() else {
                throw ValueError(
                    .value, "('cannot represent an object', \(try object.representation()))")
            }
            return try node(of: plain, depth: depth + 1)
        }
    }

    /// Base64 in lines of 76 letters, each ended.
    private static func lines(_ bytes: ValueBytes) -> String {
        var rest = Base64.encode(bytes.bytes)[...]
        var text = ""
        while !rest.isEmpty {
            text += rest.prefix(76) + "\n"
            rest = rest.dropFirst(76)
        }
        return text
    }
}
