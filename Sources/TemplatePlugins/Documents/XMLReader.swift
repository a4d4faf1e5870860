import CExpat
import Loading
import Values

/// Reads a document of XML into dictionaries, as the Python package xmltodict does: attributes under `@name`, text
/// under `#text` where an element has anything else, several elements of one name as a list.
///
/// Names keep their prefixes; comments and instructions are passed over; declared entities are refused. The document is
/// parsed by expat, as Python's is.
final class XMLReader {
    struct Failure: Error {
        let message: String
        /// From 1.
        let line: Int
        /// From 0, in bytes.
        let column: Int
    }

    /// An element that is open: what it holds so far.
    private struct Element {
        let name: String
        /// Attributes and inner elements by the order of their first, each with all of its values.
        var keys: [Value] = []
        var values: [Value: [Value]] = [:]
        var text = ""

        mutating func add(_ value: Value, as key: Value) {
            if values[key] == nil { keys.append(key) }
            values[key, default: []].append(value)
        }

        /// What the element comes to.
        var value: Value {
            var items: Dict = [:]
            for key in keys {
                guard let all = values[key] else { continue }
                items[key] = all.count == 1 ? all[0] : .list(all)
            }
            let text = PythonText.stripped(text)
            if items.isEmpty { return text.isEmpty ? .none : .string(text) }
            if !text.isEmpty { items["#text"] = .string(text) }
            return .dict(items)
        }
    }

    private let parser: XML_Parser
    private var open: [Element] = []
    private var root: Dict?
    /// Why the document is refused though it is XML.
    private var refusal: String?

    private init?() {
        // The text is UTF-8 by now, whatever its declaration says.
        guard let parser = XML_ParserCreate("UTF-8") else { return nil }
        self.parser = parser
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(parser) { reader, name, attributes in
            guard let name else { return }
            XMLReader.of(reader)?.start(String(cString: name), attributes)
        } _: { reader, _ in
            XMLReader.of(reader)?.end()
        }
        XML_SetCharacterDataHandler(parser) { reader, text, count in
            guard let text else { return }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
            XMLReader.of(reader)?.take(String(decoding: bytes, as: UTF8.self))
        }
        // Entities could grow without end.
        XML_SetEntityDeclHandler(parser) { reader, _, _, _, _, _, _, _, _ in
            XMLReader.of(reader)?.refuse("entities are disabled")
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ reader: UnsafeMutableRawPointer?) -> XMLReader? {
        reader.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The document as a dictionary of its one element.
    static func document(_ text: String) throws(Failure) -> Value {
        guard let reader = XMLReader() else { throw Failure(message: "out of memory", line: 1, column: 0) }
        var text = text
        let isRead = text.withUTF8 { bytes in
            guard let count = Int32(exactly: bytes.count) else { return false }
            return bytes.withMemoryRebound(to: CChar.self) {
                XML_Parse(reader.parser, $0.baseAddress, count, 1) == XML_STATUS_OK
            }
        }
        guard isRead, let root = reader.root else { throw reader.failure }
        return .dict(root)
    }

    private var failure: Failure {
        let words = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
        return Failure(
            message: refusal ?? words ?? "no element found", line: Int(XML_GetCurrentLineNumber(parser)),
            column: Int(XML_GetCurrentColumnNumber(parser)))
    }

    private func refuse(_ reason: String) {
        refusal = refusal ?? reason
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    // MARK: What expat tells

    private func start(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?) {
        guard open.count < Value.depthLimit else { return refuse("elements are nested too deeply") }
        var element = Element(name: name)
        var next = attributes
        while let pair = next, let key = pair[0], let value = pair[1] {
            element.add(.string(String(cString: value)), as: .string("@" + String(cString: key)))
            next = pair + 2
        }
        open.append(element)
    }

    private func take(_ text: String) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += text
    }

    private func end() {
        guard let element = open.popLast() else { return }
        guard open.isEmpty else { return open[open.count - 1].add(element.value, as: .string(element.name)) }
        root = [.string(element.name): element.value]
    }
}
