public import Diagnostics

/// A node of a YAML document with the place it was written.
public struct Node: Sendable {
    public indirect enum Content: Sendable {
        /// Text after YAML's own unquoting and folding; `isPlain` where no quotes or block style made it text.
        case scalar(String, isPlain: Bool)
        case sequence([Node])
        /// Pairs in order, duplicates still there, merge keys not yet merged.
        case mapping([(key: Node, value: Node)])
    }

    public var content: Content
    /// The explicit tag as written (`!vault`, `!unsafe`, `tag:yaml.org,2002:str`); nil where none was written.
    public var tag: String?
    public var span: Span

    public init(_ content: Content, tag: String? = nil, span: Span) {
        self.content = content
        self.tag = tag
        self.span = span
    }
}

extension Node {
    /// What YAML calls its kind.
    public var kind: String {
        switch content {
        case .scalar: "scalar"
        case .sequence: "sequence"
        case .mapping: "mapping"
        }
    }

    /// Whether it is the plain `<<` that merges another mapping in.
    public var isMergeKey: Bool {
        guard tag == nil, case .scalar(let text, isPlain: true) = content else {
            return tag == "tag:yaml.org,2002:merge"
        }
        return text == "<<"
    }

    var withoutTag: Node { Node(content, span: span) }
}
