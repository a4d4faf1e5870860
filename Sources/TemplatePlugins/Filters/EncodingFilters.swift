import Jinja
import Templating
import Values

/// `b64encode`, `b64decode`: base64 of text in a character set.
enum EncodingFilters {
    static let rows = [
        FilterRow("b64encode", taking: ["encoding", "urlsafe"], encode),
        FilterRow("b64decode", taking: ["encoding", "urlsafe"], decode),
    ]

    private static func encode(_ call: PluginCall) throws(TemplateError) -> Value {
        let encoding = try call.text("encoding", "utf-8")
        let bytes: [UInt8]
        if case .object(let object) = call.input, object is ValueBytes || object is UndecodedText {
            bytes = try call.input.pythonBytes()
        } else {
            guard let encoded = TextCodec.encode(try call.inputText(), encoding) else {
                let isKnown = TextCodec.isKnown(encoding)
                throw TemplateError(
                    .value,
                    isKnown ? "'\(encoding)' codec can't encode the text" : "unknown encoding: \(encoding)")
            }
            bytes = encoded
        }
        let result = Base64.encode(bytes)
        guard call.flag("urlsafe") else { return .string(result) }
        return .string(String(result.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }))
    }

    private static func decode(_ call: PluginCall) throws(TemplateError) -> Value {
        let encoding = try call.text("encoding", "utf-8")
        var text = String(decoding: try call.input.pythonBytes(), as: UTF8.self)
        if call.flag("urlsafe") { text = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) }
        let source = text
        let bytes = try raising { () throws(ValueError) in try Base64.decode(source) }
        if TextCodec.isUTF8(encoding) { return UndecodedText.text(of: bytes) }
        guard let decoded = TextCodec.decode(bytes, encoding) else {
            throw TemplateError(.value, "'\(encoding)' codec can't decode the bytes")
        }
        return .string(decoded)
    }
}
