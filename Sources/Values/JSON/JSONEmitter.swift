/// Writes values as Python's `json.dumps` does.
struct JSONEmitter {
    /// Takes a piece of the text; it does not outlive the call.
    typealias Sink = (UnsafeRawBufferPointer) -> Void
    private static let pieceSize = 1 << 16

    /// What was written and not yet handed to the sink.
    private(set) var bytes: [UInt8] = []
    private let options: JSONOptions
    private let (itemSeparator, keySeparator): ([UInt8], [UInt8])
    private let sink: Sink?
    private var handedOver = 0
    private var open: [ObjectIdentifier] = []

    /// `sink` gets the text in pieces, the last by ``finish()``; without one all of it is in ``bytes``.
    init(_ options: JSONOptions, sink: Sink? = nil) {
        self.options = options
        (itemSeparator, keySeparator) = (Array(options.itemSeparator.utf8), Array(options.keySeparator.utf8))
        self.sink = sink
    }

    mutating func finish() {
        guard let sink else { return }
        bytes.withUnsafeBytes(sink)
        handedOver += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func handOver() { if bytes.count >= Self.pieceSize { finish() } }

    mutating func write(_ value: Value) throws(ValueError) {
        switch value {
        case .none: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .int(let n): append(String(n))
        case .bigInt(let n): append(try n.decimal())
        case .double(let x):
            if options.quotesNonFinite, !x.isFinite { write(x.representation) } else { append(JSONEmitter.number(x)) }
        case .string(let text): write(text)
        case .template(let template): write(template.text)
        case .list(let list): try write(list, list.items)
        case .tuple(let tuple): try write(tuple, tuple.items)
        case .dict(let dict): try write(dict)
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object):
            guard let plain = try object.plain() else {
                throw ValueError(.type, "Object of type \(object.typeName) is not JSON serializable")
            }
            try enter(object)
            try write(plain)
            open.removeLast()
        }
    }

    private static func number(_ x: Double) -> String {
        if x.isNaN { return "NaN" }
        if x.isInfinite { return x < 0 ? "-Infinity" : "Infinity" }
        return x.representation
    }

    private mutating func enter(_ box: AnyObject) throws(ValueError) {
        let identity = ObjectIdentifier(box)
        guard !open.contains(identity) else { throw ValueError(.value, "Circular reference detected") }
        guard open.count < Value.depthLimit else { throw .tooDeep }
        try Value.checkLength(handedOver + bytes.count, of: "the JSON text")
        open.append(identity)
    }

    private mutating func breakLine() {
        guard let indent = options.indent else { return }
        bytes.append(0x0A)
        for _ in open { append(indent) }
    }

    private mutating func separate(isFirst: inout Bool) {
        if !isFirst { bytes += itemSeparator }
        isFirst = false
        handOver()
        breakLine()
    }

    private mutating func write(_ box: AnyObject, _ items: [Value]) throws(ValueError) {
        if items.isEmpty {
            append("[]")
            return
        }
        try enter(box)
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for item in items {
            separate(isFirst: &isFirst)
            try write(item)
        }
        open.removeLast()
        breakLine()
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ dict: ValueDict) throws(ValueError) {
        if dict.items.isEmpty {
            append("{}")
            return
        }
        try enter(dict)
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        if options.sortKeys {
            for key in try Array(dict.items.keys).sortedAsPython() {
                try write(key, dict.items[key] ?? .none, isFirst: &isFirst)
            }
        } else {
            for (key, value) in dict.items { try write(key, value, isFirst: &isFirst) }
        }
        open.removeLast()
        breakLine()
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ key: Value, _ value: Value, isFirst: inout Bool) throws(ValueError) {
        separate(isFirst: &isFirst)
        write(try JSONEmitter.name(key))
        bytes += keySeparator
        try write(value)
    }

    private static func name(_ key: Value) throws(ValueError) -> String {
        switch key {
        case .string(let text): return text
        case .template(let template): return template.text
        case .bool(let flag): return flag ? "true" : "false"
        case .none: return "null"
        case .double(let x): return number(x)
        case .int, .bigInt: return try key.string()
        case .undefined(let undefined): throw .undefined(undefined)
        default:
            if case .object(let object) = key, let plain = try object.plain(), let text = plain.rawText {
                return text
            }
            throw ValueError(
                .type, "keys must be str, int, float, bool or None, not \(key.typeName)")
        }
    }

    private mutating func write(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { text in
            // What needs no escape is taken over in one go.
            var (start, place) = (0, 0)
            while place < text.count {
                let byte = text[place]
                if isPlain(byte) {
                    place += 1
                    if place - start >= Self.pieceSize { append(text[start..<place], &start) }
                    continue
                }
                append(text[start..<place], &start)
                if byte < 0x80 {
                    escape(byte)
                    place += 1
                } else {
                    let end = min(place + (byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4), text.count)
                    for unit in String(decoding: text[place..<end], as: UTF8.self).utf16 { escape(unit: unit) }
                    place = end
                }
                start = place
            }
            append(text[start...], &start)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ run: UnsafeBufferPointer<UInt8>.SubSequence, _ start: inout Int) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: run))
        start = run.endIndex
        handOver()
    }

    @inline(__always)
    private func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            && (byte < 0x7F || !options.ensureASCII)
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        default: escape(unit: UInt16(byte))
        }
    }

    private mutating func escape(unit: UInt16) {
        let digits = String(unit, radix: 16)
        append("\\u")
        for _ in digits.utf8.count..<4 { bytes.append(UInt8(ascii: "0")) }
        append(digits)
    }
}
