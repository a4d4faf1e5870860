import Values

/// Writes a tree of nodes: anchors for those that stand in several places, aliases where they come again.
struct Serializer {
    private var anchors: [ObjectIdentifier: String?] = [:]
    private var count = 0
    private let options: YAMLOptions

    init(_ options: YAMLOptions, _ root: EmittedNode) {
        self.options = options
        anchor(root)
    }

    private mutating func anchor(_ node: EmittedNode) {
        let identity = ObjectIdentifier(node)
        if let known = anchors[identity] {
            guard known == nil else { return }
            count += 1
            let digits = String(count)
            anchors[identity] = "id" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
            return
        }
        anchors.updateValue(nil, forKey: identity)
        switch node.content {
        case .scalar: break
        case .sequence(let items): for item in items { anchor(item) }
        case .mapping(let pairs):
            for pair in pairs {
                anchor(pair.key)
                anchor(pair.value)
            }
        }
    }

    func write(_ root: EmittedNode, to writer: LibYAMLWriter) throws(ValueError) {
        try writer.start()
        var written: Set<ObjectIdentifier> = []
        try write(root, &written, writer)
        try writer.end()
    }

    private func write(
        _ node: EmittedNode, _ written: inout Set<ObjectIdentifier>, _ writer: LibYAMLWriter
    ) throws(ValueError) {
        let identity = ObjectIdentifier(node)
        let anchor = anchors[identity] ?? nil
        guard written.insert(identity).inserted else { return try writer.alias(anchor ?? "") }
        switch node.content {
        case .scalar(let text, let style):
            let kind = Representer.tag(ScalarResolver.kind(of: text).rawValue)
            try writer.scalar(
                text, tag: node.tag, anchor: anchor, style: style, plainImplicit: kind == node.tag,
                quotedImplicit: node.tag == Representer.tag("str"))
        case .sequence(let items):
            try writer.startSequence(tag: node.tag, anchor: anchor, isFlow: node.isFlow)
            for item in items { try write(item, &written, writer) }
            try writer.endSequence()
        case .mapping(let pairs):
            try writer.startMapping(tag: node.tag, anchor: anchor, isFlow: node.isFlow)
            for pair in pairs {
                try write(pair.key, &written, writer)
                try write(pair.value, &written, writer)
            }
            try writer.endMapping()
        }
    }
}
