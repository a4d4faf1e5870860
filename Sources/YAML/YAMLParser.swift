public import Diagnostics

/// Reads YAML 1.1 text into nodes: anchors resolved, nothing else decided yet.
public enum YAMLParser {
    /// How deep nodes may nest.
    static let depthLimit = 250
    /// How many nodes the aliases of a document may stand for; what is written out has no limit but the memory.
    static let aliasLimit = 2_000_000

    /// All documents of `source`; none for an empty one.
    ///
    /// Throws a Diagnostic in ansible-core's words with the place and the usual hint.
    public static func documents(_ source: SourceFile) throws(Diagnostic) -> [Node] {
        var composer = Composer(source)
        return try composer.documents()
    }

    /// The one document of `source`; nil for an empty one. Throws for a second one as well.
    public static func document(_ source: SourceFile) throws(Diagnostic) -> Node? {
        var composer = Composer(source)
        return try composer.singleDocument()
    }
}

/// Puts the events together.
struct Composer: ~Copyable {
    private var events: LibYAMLEvents
    private var anchors: [String: (node: Node, size: Int)] = [:]
    private var openAnchors: Set<String> = []
    private var size = 0
    /// How many of the nodes aliases stand for.
    private var aliased = 0

    init(_ source: SourceFile) { events = LibYAMLEvents(source) }

    mutating func documents() throws(Diagnostic) -> [Node] {
        var documents: [Node] = []
        while let document = try nextDocument() { documents.append(document) }
        return documents
    }

    mutating func singleDocument() throws(Diagnostic) -> Node? {
        guard let document = try nextDocument() else { return nil }
        var (event, span) = try events.next()
        if case .documentEnd = event { (event, span) = try events.next() }
        if case .documentStart = event {
            throw SyntaxFailure(
                "expected a single document in the stream but found another document", at: span
            ).diagnostic
        }
        return document
    }

    private mutating func nextDocument() throws(Diagnostic) -> Node? {
        while true {
            switch try events.next().event {
            case .streamEnd: return nil
            case .documentStart:
                anchors = [:]
                size = 0
                aliased = 0
                let (event, span) = try events.next()
                return try node(event, span, depth: 0)
            default: continue
            }
        }
    }

    private mutating func node(
        _ event: LibYAMLEvents.Event, _ span: Span, depth: Int
    ) throws(Diagnostic) -> Node {
        let before = size
        size += 1
        guard depth < YAMLParser.depthLimit else {
            throw failure("found more than \(YAMLParser.depthLimit) collections inside each other", span)
        }
        switch event {
        case .alias(let name): return try resolve(name, span)
        case .scalar(let text, let tag, let anchor, let isPlain):
            try open(anchor, span)
            let node = Node(.scalar(text, isPlain: isPlain), tag: tag == "!" ? nil : tag, span: span)
            close(anchor, node, since: before)
            return node
        case .sequenceStart(let tag, let anchor):
            try open(anchor, span)
            let (items, end) = try items(depth)
            let node = Node(.sequence(items), tag: tag == "!" ? nil : tag, span: Span(from: span, to: end))
            close(anchor, node, since: before)
            return node
        case .mappingStart(let tag, let anchor):
            try open(anchor, span)
            let (pairs, end) = try pairs(depth)
            let node = Node(.mapping(pairs), tag: tag == "!" ? nil : tag, span: Span(from: span, to: end))
            close(anchor, node, since: before)
            return node
        default: throw failure("unexpected end of a collection", span)
        }
    }

    private mutating func items(_ depth: Int) throws(Diagnostic) -> ([Node], Span) {
        var items: [Node] = []
        while true {
            let (event, span) = try events.next()
            if case .sequenceEnd = event { return (items, span) }
            items.append(try node(event, span, depth: depth + 1))
        }
    }

    private mutating func pairs(_ depth: Int) throws(Diagnostic) -> ([(key: Node, value: Node)], Span) {
        var pairs: [(key: Node, value: Node)] = []
        while true {
            let (event, span) = try events.next()
            if case .mappingEnd = event { return (pairs, span) }
            let key = try node(event, span, depth: depth + 1)
            let (next, place) = try events.next()
            pairs.append((key, try node(next, place, depth: depth + 1)))
        }
    }

    private mutating func open(_ anchor: String?, _ span: Span) throws(Diagnostic) {
        guard let anchor else { return }
        guard anchors[anchor] == nil, openAnchors.insert(anchor).inserted else {
            throw failure("found duplicate anchor; first occurrence second occurrence", span)
        }
    }

    private mutating func close(_ anchor: String?, _ node: Node, since before: Int) {
        guard let anchor else { return }
        openAnchors.remove(anchor)
        anchors[anchor] = (node, size - before)
    }

    private mutating func resolve(_ name: String, _ span: Span) throws(Diagnostic) -> Node {
        guard !openAnchors.contains(name) else { throw failure("found recursive alias", span) }
        guard let (node, nodes) = anchors[name] else { throw failure("found undefined alias", span) }
        size += nodes
        aliased += nodes
        guard aliased < YAMLParser.aliasLimit else {
            throw failure("found aliases that stand for more than \(YAMLParser.aliasLimit) nodes", span)
        }
        return node
    }

    private func failure(_ problem: String, _ span: Span) -> Diagnostic {
        SyntaxFailure(problem, at: span).diagnostic
    }
}

extension Span {
    init(from start: Span, to end: Span) {
        self.init(file: start.file, start: start.start, end: end.end)
    }
}
