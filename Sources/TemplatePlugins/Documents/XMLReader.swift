import Loading
import Values

/// Reads a document of XML into dictionaries, as the Python package xmltodict does: attributes under `@name`, text
/// under `#text` where an element has anything else, several elements of one name as a list.
///
/// Names keep their prefixes; comments and instructions are passed over; declared entities are refused.
struct XMLReader {
    struct Failure: Error {
        let message: String
        let line: Int
    }

    /// An element that is open: what it holds so far.
    private struct Element {
        let name: String
        var items: Dict?
        var text = ""
    }

    private let bytes: [UInt8]
    private var place = 0
    private var open: [Element] = []

    private init(_ text: String) {
        let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        bytes = Array(unified.utf8)
    }

    static func document(_ text: String) throws(Failure) -> Value {
        var reader = XMLReader(text)
        return try reader.document()
    }

    private mutating func document() throws(Failure) -> Value {
        var root: Dict?
        _ = skip("\u{FEFF}")
        if bytes[place...].starts(with: "<?xml".utf8), place + 5 < bytes.count, Self.isBlank(bytes[place + 5]) {
            _ = try until("?>")
        }
        while place < bytes.count {
            if open.isEmpty, Self.isBlank(bytes[place]) {
                place += 1
            } else if skip("<!--") {
                guard !(try until("-->")).contains("--") else { throw failure("-- stands in a comment") }
            } else if skip("<?") {
                guard !(try until("?>")).lowercased().hasPrefix("xml ") else {
                    throw failure("the declaration does not stand at the beginning")
                }
            } else if !open.isEmpty, skip("<![CDATA[") {
                open[open.count - 1].text += try until("]]>")
            } else if open.isEmpty, root == nil, skip("<!DOCTYPE") {
                try passDocumentType()
            } else if skip("</") {
                let name = try self.name()
                skipBlanks()
                guard let element = open.popLast(), element.name == name, skip(">") else {
                    throw failure("</\(name)> closes nothing")
                }
                close(element, &root)
            } else if skip("<") {
                guard root == nil else { throw failure("a second element stands outside") }
                try start(&root)
            } else {
                guard !open.isEmpty else { throw failure("text stands outside of the element") }
                open[open.count - 1].text += try characters { $0 == UInt8(ascii: "<") }
            }
        }
        guard let root, open.isEmpty else { throw failure("no element, or one that is not closed") }
        return .dict(root)
    }

    private mutating func start(_ root: inout Dict?) throws(Failure) {
        guard open.count < Value.depthLimit else { throw failure("elements stand too deep in each other") }
        var element = Element(name: try name())
        while true {
            let hasBlank = skipBlanks()
            if skip(">") { return open.append(element) }
            if skip("/>") { return close(element, &root) }
            guard hasBlank else { throw failure("a blank is missing before an attribute") }
            let key = Value.string("@" + (try name()))
            skipBlanks()
            guard skip("=") else { throw failure("an attribute has no value") }
            skipBlanks()
            guard let quote = bytes[place...].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw failure("the value of an attribute has no quotes")
            }
            place += 1
            let value = try characters(isAttribute: true) { $0 == quote }
            guard skip(quote == UInt8(ascii: "\"") ? "\"" : "'"), element.items?[key] == nil else {
                throw failure("an attribute stands twice or is not closed")
            }
            element.items = element.items ?? [:]
            element.items?[key] = .string(value)
        }
    }

    private mutating func close(_ element: Element, _ root: inout Dict?) {
        let text = PythonText.stripped(element.text)
        var value = text.isEmpty ? Value.none : .string(text)
        if var items = element.items {
            if !text.isEmpty { Self.push("#text", value, to: &items) }
            value = .dict(items)
        }
        guard !open.isEmpty else {
            root = [.string(element.name): value]
            return
        }
        var items = open[open.count - 1].items ?? [:]
        Self.push(.string(element.name), value, to: &items)
        open[open.count - 1].items = items
    }

    private static func push(_ key: Value, _ value: Value, to items: inout Dict) {
        switch items[key] {
        case nil: items[key] = value
        case .list(let list): items[key] = .list(list.items + [value])
        case let first?: items[key] = .list([first, value])
        }
    }

    /// Text up to where `isEnd` holds, its references replaced.
    private mutating func characters(
        isAttribute: Bool = false, _ isEnd: (UInt8) -> Bool
    ) throws(Failure) -> String {
        var text: [UInt8] = []
        while place < bytes.count, !isEnd(bytes[place]) {
            let byte = bytes[place]
            if skip("&") {
                text += Array(try reference().utf8)
                continue
            }
            guard !(isAttribute && byte == UInt8(ascii: "<")) else { throw failure("< stands in an attribute") }
            guard !bytes[place...].starts(with: "]]>".utf8) || isAttribute else { throw failure("]]> stands in text") }
            guard byte >= 32 || Self.isBlank(byte) else { throw failure("a control character stands in text") }
            text.append(isAttribute && Self.isBlank(byte) ? UInt8(ascii: " ") : byte)
            place += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func reference() throws(Failure) -> String {
        let name = try until(";")
        if let known = ["lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": "\""][name] { return known }
        let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
        guard name.hasPrefix("#"), digits.first != "+", digits.first != "-",
            let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
            let scalar = Unicode.Scalar(number), number >= 32 || [9, 10, 13].contains(number)
        else { throw failure("nothing is known of &\(name);") }
        return String(Character(scalar))
    }

    /// A document type without declarations of entities, which could grow without end.
    private mutating func passDocumentType() throws(Failure) {
        var depth = 0
        while place < bytes.count {
            if bytes[place...].starts(with: "<!ENTITY".utf8) { throw failure("entities are disabled") }
            switch bytes[place] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth == 0:
                place += 1
                return
            default: break
            }
            place += 1
        }
        throw failure("the document type is not closed")
    }

    private mutating func name() throws(Failure) -> String {
        let start = place
        while place < bytes.count, Self.isNamePart(bytes[place], isFirst: place == start) { place += 1 }
        guard place > start else { throw failure("a name is missing") }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private static func isNamePart(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), 0x80...:
            true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !isFirst
        default: false
        }
    }

    /// The text before `end`, which is passed over.
    private mutating func until(_ end: String) throws(Failure) -> String {
        let start = place
        while place < bytes.count {
            let here = place
            if skip(end) { return String(decoding: bytes[start..<here], as: UTF8.self) }
            place += 1
        }
        throw failure("\(end) is missing")
    }

    private mutating func skip(_ mark: String) -> Bool {
        guard bytes[place...].starts(with: mark.utf8) else { return false }
        place += mark.utf8.count
        return true
    }

    @discardableResult private mutating func skipBlanks() -> Bool {
        let start = place
        while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
        return place > start
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    private func failure(_ message: String) -> Failure {
        let line = bytes.prefix(place).count { $0 == UInt8(ascii: "\n") } + 1
        return Failure(message: message, line: line)
    }
}
