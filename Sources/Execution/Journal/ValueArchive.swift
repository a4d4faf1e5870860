import Diagnostics
import Synchronization
import Loading
import System
import Templating
import Values

/// Values as bytes that give the very same values back: templates with their places, vaulted texts sealed, dates.
///
/// An agent's protocol has a simpler coding, by which a template is a text.
struct ValueArchive: Sendable {
    /// Opens vaulted texts again; nil without a vault.
    var open: (@Sendable (String) throws(ValueError) -> String)?
    /// The sources of templates, by their names.
    var sources = Sources()

    /// Sources of templates, read again when an error shows one.
    final class Sources: Sendable {
        private let files = Mutex<[String: SourceFile]>([:])

        func file(_ name: String) -> SourceFile {
            files.withLock { files in
                if let file = files[name] { return file }
                let text = name.hasPrefix("/") ? LocalFile.text(name) ?? "" : ""
                let file = SourceFile(name: name, text: text)
                files[name] = file
                return file
            }
        }
    }

    private static let depthLimit = 512

    private enum Tag: UInt8 {
        case none, no, yes, int, big, double, string, list, tuple, dict, markedList, markedDict, template, verbatim
        case vaulted, bytes, date, dateTime, timeDelta, lines
    }

    // MARK: Writing

    static func write(_ value: Value, to writer: inout ByteWriter, depth: Int = 0) {
        guard depth < depthLimit else { return tag(.none, &writer) }
        switch value {
        case .none, .undefined: tag(.none, &writer)
        case .bool(let flag): tag(flag ? .yes : .no, &writer)
        case .int(let number):
            tag(.int, &writer)
            writer.fixed(Int64(number))
        case .bigInt(let number):
            tag(.big, &writer)
            writer.text((number.isNegative ? "-" : "") + number.hexadecimal)
        case .double(let number):
            tag(.double, &writer)
            writer.fixed(number.bitPattern)
        case .string(let text):
            tag(.string, &writer)
            writer.text(text)
        case .template(let template):
            tag(template.isVerbatim ? .verbatim : .template, &writer)
            writer.text(template.text)
            write(template.span, to: &writer)
        case .list(let list):
            tag(list.mayHoldTemplates ? .markedList : .list, &writer)
            write(list.items, to: &writer, depth)
        case .tuple(let tuple):
            tag(.tuple, &writer)
            write(tuple.items, to: &writer, depth)
        case .dict(let dict):
            tag(dict.mayHoldTemplates ? .markedDict : .dict, &writer)
            write(dict.items, to: &writer, depth: depth + 1)
        case .object(let object): write(object, to: &writer, depth)
        }
    }

    static func write(_ dict: Dict, to writer: inout ByteWriter, depth: Int = 0) {
        writer.count(dict.count)
        for (key, value) in dict {
            write(key, to: &writer, depth: depth + 1)
            if let stream = stream(under: key), let text = dict[stream]?.text, ResultShape.areLines(value, of: text) {
                tag(.lines, &writer)
            } else {
                write(value, to: &writer, depth: depth + 1)
            }
        }
    }

    /// The key of the text whose lines are the value of `key`; they are made of it again.
    private static func stream(under key: Value) -> Value? {
        guard case .string(let name) = key else { return nil }
        return name == "stdout_lines" ? "stdout" : name == "stderr_lines" ? "stderr" : nil
    }

    static func write(_ span: Span?, to writer: inout ByteWriter) {
        writer.flag(span != nil)
        guard let span else { return }
        writer.text(span.file.name)
        for position in [span.start, span.end] {
            writer.fixed(position.line)
            writer.fixed(position.column)
        }
    }

    private static func tag(_ tag: Tag, _ writer: inout ByteWriter) { writer.byte(tag.rawValue) }

    private static func write(_ items: [Value], to writer: inout ByteWriter, _ depth: Int) {
        writer.count(items.count)
        for item in items { write(item, to: &writer, depth: depth + 1) }
    }

    private static func write(_ object: any ValueObject, to writer: inout ByteWriter, _ depth: Int) {
        switch object {
        case let text as VaultedText:
            tag(.vaulted, &writer)
            writer.text(text.ciphertext)
            write(text.span, to: &writer)
        case let bytes as ValueBytes:
            tag(.bytes, &writer)
            writer.blob(bytes.bytes)
        case let date as ValueDate:
            tag(.date, &writer)
            writer.fixed(Int64(date.date.ordinal))
        case let date as ValueDateTime:
            tag(.dateTime, &writer)
            for part in [date.date.ordinal, date.hour, date.minute, date.second, date.microsecond] {
                writer.fixed(Int64(part))
            }
            writer.flag(date.offset != nil)
            writer.fixed(Int64(date.offset ?? 0))
        case let delta as ValueTimeDelta:
            tag(.timeDelta, &writer)
            writer.fixed(Int64(delta.microseconds))
        default:
            let plain = (try? object.plain()) ?? (try? object.string()).map { .string($0) }
            write(plain ?? .none, to: &writer, depth: depth + 1)
        }
    }

    // MARK: Reading

    func value(_ reader: inout ByteReader) throws(WireError) -> Value {
        guard let tag = Tag(rawValue: try reader.byte()) else { throw .unexpected("an unknown kind of value") }
        switch tag {
        case .none: return .none
        case .no: return .bool(false)
        case .yes: return .bool(true)
        case .int: return .int(Int(try reader.fixed(Int64.self)))
        case .big: return BigInteger(try reader.text(), radix: 16).map { Value($0) } ?? .none
        case .double: return .double(Double(bitPattern: try reader.fixed()))
        case .string: return .string(try reader.text())
        case .template, .verbatim:
            let text = try reader.text()
            return .template(Template(text, span: try span(&reader), isVerbatim: tag == .verbatim))
        case .list, .markedList:
            return .list(ValueList(try items(&reader), mayHoldTemplates: tag == .markedList))
        case .tuple: return .tuple(ValueTuple(try items(&reader)))
        case .dict, .markedDict:
            return .dict(ValueDict(try dict(&reader), mayHoldTemplates: tag == .markedDict))
        case .vaulted:
            let ciphertext = try reader.text()
            let span = try span(&reader)
            return .object(
                VaultedText(ciphertext, span: span) { [open] text throws(ValueError) in
                    guard let open else {
                        throw ValueError(.value, "Attempting to decrypt but no vault secrets found.")
                    }
                    return try open(text)
                })
        case .bytes: return .object(ValueBytes(try reader.blob()))
        case .date:
            let ordinal = Int(try reader.fixed(Int64.self))
            return (try? CalendarDate(ordinal: ordinal)).map { .object(ValueDate($0)) } ?? .none
        case .dateTime: return try dateTime(&reader)
        case .timeDelta: return .object(ValueTimeDelta(microseconds: Int(try reader.fixed(Int64.self))))
        case .lines: return .none
        }
    }

    func dict(_ reader: inout ByteReader) throws(WireError) -> Dict {
        let count = try reader.count(ofSize: 2)
        var dict = Dict()
        dict.reserveCapacity(count)
        var repeated: [Value] = []
        for _ in 0..<count {
            let key = try value(&reader)
            if reader.next == Tag.lines.rawValue, Self.stream(under: key) != nil { repeated.append(key) }
            dict[key] = try value(&reader)
        }
        // The text may come behind its lines.
        for key in repeated {
            let text = Self.stream(under: key).flatMap { dict[$0]?.text } ?? ""
            dict[key] = .list(ResultShape.splitLines(text).map { .string($0) })
        }
        return dict
    }

    func span(_ reader: inout ByteReader) throws(WireError) -> Span? {
        guard try reader.flag() else { return nil }
        let name = try reader.text()
        var positions: [Position] = []
        for _ in 0..<2 {
            let line = try reader.fixed(Int32.self)
            positions.append(Position(line: Int(line), column: Int(try reader.fixed(Int32.self))))
        }
        return Span(file: sources.file(name), start: positions[0], end: positions[1])
    }

    private func items(_ reader: inout ByteReader) throws(WireError) -> [Value] {
        let count = try reader.count()
        var items: [Value] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try value(&reader)) }
        return items
    }

    private func dateTime(_ reader: inout ByteReader) throws(WireError) -> Value {
        var parts: [Int] = []
        for _ in 0..<5 { parts.append(Int(try reader.fixed(Int64.self))) }
        let hasOffset = try reader.flag()
        let offset = Int(try reader.fixed(Int64.self))
        guard let date = try? CalendarDate(ordinal: parts[0]),
            let value = try? ValueDateTime(
                date, hour: parts[1], minute: parts[2], second: parts[3], microsecond: parts[4],
                offset: hasOffset ? offset : nil)
        else { return .none }
        return .object(value)
    }
}
