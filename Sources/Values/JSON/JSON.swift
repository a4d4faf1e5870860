/// JSON text (RFC 8259) as Python's `json` module reads and writes it.
public enum JSON {
    /// The value that `text` describes.
    ///
    /// Takes NaN, Infinity and -Infinity as Python does. Throws ValueError in Python's words, for example
    /// `Expecting value: line 1 column 1 (char 0)`.
    /// - Parameter refusesSurrogates: whether half of a pair of surrogates is an error, as it is to who decodes what a
    ///   module says; a question mark stands for it otherwise.
    public static func parse(_ text: String, refusesSurrogates: Bool = false) throws(ValueError) -> Value {
        var text = text
        let result: Result<Value, ValueError> = text.withUTF8 { parse(buffer: $0, refusesSurrogates) }
        return try result.get()
    }

    /// The value that UTF-8 `bytes` describe; invalid UTF-8 inside strings becomes U+FFFD.
    public static func parse(_ bytes: [UInt8]) throws(ValueError) -> Value {
        try bytes.withUnsafeBufferPointer { parse(buffer: $0, false) }.get()
    }

    private static func parse(
        buffer: UnsafeBufferPointer<UInt8>, _ refusesSurrogates: Bool
    ) -> Result<Value, ValueError> {
        var parser = JSONParser(buffer, refusesSurrogates: refusesSurrogates)
        do { return .success(try parser.document()) } catch { return .failure(error) }
    }

    /// `value` as `json.dumps` writes it with these options.
    ///
    /// Throws TypeError for what JSON cannot hold, UndefinedError for undefined values.
    public static func text(_ value: Value, _ options: JSONOptions = JSONOptions()) throws(ValueError) -> String {
        String(decoding: try bytes(value, options), as: UTF8.self)
    }

    /// The same in UTF-8.
    public static func bytes(_ value: Value, _ options: JSONOptions) throws(ValueError) -> [UInt8] {
        var emitter = JSONEmitter(options)
        try emitter.write(value)
        return emitter.bytes
    }

    /// Hands the same over piece by piece, so that a large text is never whole in memory. Where it throws, pieces may
    /// have been handed over before.
    public static func write(
        _ value: Value, _ options: JSONOptions, to sink: (_ piece: UnsafeRawBufferPointer) -> Void
    ) throws(ValueError) {
        let result: Result<Void, ValueError> = withoutActuallyEscaping(sink) { sink in
            var emitter = JSONEmitter(options, sink: sink)
            do throws(ValueError) { try emitter.write(value) } catch { return .failure(error) }
            emitter.finish()
            return .success(())
        }
        try result.get()
    }

    /// The shortest form, for the wire: no blanks, no escapes beyond those JSON demands.
    public static func compact(_ value: Value) throws(ValueError) -> [UInt8] { try bytes(value, .compact) }
}

/// The options of Python's `json.dumps`.
public struct JSONOptions: Sendable {
    /// What one level is indented by; nil writes everything in one line.
    public var indent: String?
    public var sortKeys: Bool
    public var itemSeparator: String
    public var keySeparator: String
    public var ensureASCII: Bool
    /// Whether numbers that JSON lacks are written as texts, `"nan"` and `"inf"`; else as Python writes them, `NaN` and `Infinity`.
    public var quotesNonFinite: Bool

    /// Separators default to Python's: `, ` and `: `, with an indent `,` and `: `.
    public init(
        indent: String? = nil, sortKeys: Bool = false, itemSeparator: String? = nil, keySeparator: String = ": ",
        ensureASCII: Bool = true, quotesNonFinite: Bool = false
    ) {
        self.indent = indent
        self.sortKeys = sortKeys
        self.itemSeparator = itemSeparator ?? (indent == nil ? ", " : ",")
        self.keySeparator = keySeparator
        self.ensureASCII = ensureASCII
        self.quotesNonFinite = quotesNonFinite
    }

    public static let compact = JSONOptions(itemSeparator: ",", keySeparator: ":", ensureASCII: false)
}
