public import Values

/// The options of PyYAML's `dump` that Ansible's filters hand on.
public struct YAMLOptions: Sendable {
    /// Blanks that one level of blocks is indented by; libyaml takes 2 to 9.
    public var indent = 2
    /// The column after which lines are folded; below 0 for no folding.
    public var width = 80
    /// True writes everything in brackets, false nothing, nil only collections that hold plain scalars alone.
    public var flowStyle: Bool?
    public var sortKeys = true
    public var allowUnicode = true
    public var explicitStart = false
    public var explicitEnd = false
    public var canonical = false
    /// The version that a directive names, as major and minor number.
    public var version: (major: Int, minor: Int)?
    /// Directives that shorten tags: a handle and the prefix it stands for.
    public var tags: [(handle: String, prefix: String)] = []
    public var lineBreak = LineBreak.newline
    public var encoding = Encoding.utf8
    /// The style of every scalar.
    public var defaultStyle: ScalarStyle?
    /// How text of several lines is written.
    public var lines = Lines.quoted

    public enum Lines: Sendable {
        /// As PyYAML's dumper does by itself.
        case quoted
        /// In literal blocks, where YAML can hold it so.
        case blocks
        /// In literal blocks, mended until YAML can hold it so: ansible-core's `result_format=yaml`.
        case readableBlocks
    }

    public enum LineBreak: String, Sendable {
        case newline = "\n"
        case carriageReturn = "\r"
        case both = "\r\n"
    }

    public enum Encoding: String, Sendable {
        case utf8 = "utf-8"
        case utf16LittleEndian = "utf-16-le"
        case utf16BigEndian = "utf-16-be"
    }

    public enum ScalarStyle: Character, Sendable {
        case single = "'"
        case double = "\""
        case literal = "|"
        case folded = ">"
    }

    public init(indent: Int = 2, flowStyle: Bool? = nil) {
        self.indent = indent
        self.flowStyle = flowStyle
    }
}

/// Writes values as PyYAML's safe dumper over libyaml does, which Ansible's filters use.
public enum YAMLEmitter {
    /// One document. Lists and dicts that stand in several places get an anchor and aliases.
    ///
    /// Throws UndefinedError for undefined values, RepresenterError's words for what YAML has no form for.
    public static func text(_ value: Value, _ options: YAMLOptions = YAMLOptions()) throws(ValueError) -> String {
        String(decoding: try bytes(value, options), as: UTF8.self)
    }

    /// The same in the encoding of the options.
    public static func bytes(_ value: Value, _ options: YAMLOptions) throws(ValueError) -> [UInt8] {
        var representer = Representer(options)
        let node = try representer.node(of: value, depth: 0)
        let writer = LibYAMLWriter(options)
        try Serializer(options, node).write(node, to: writer)
        return writer.output
    }
}
