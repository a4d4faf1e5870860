import Diagnostics
import Values

/// A template's text as the lexer reads it: line breaks made `\n`, the last one dropped unless it is to be kept.
struct SourceText {
    let bytes: [UInt8]

    init(_ text: String, keepTrailingNewline: Bool) {
        var bytes = Array(text.utf8)
        if bytes.contains(0x0D) { bytes = SourceText.normalised(bytes) }
        if !keepTrailingNewline, bytes.last == 0x0A { bytes.removeLast() }
        self.bytes = bytes
    }

    private static func normalised(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0D {
                result.append(0x0A)
                if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            } else {
                result.append(bytes[index])
            }
            index += 1
        }
        return result
    }
}

extension Template {
    /// Where `place` of its text stands in the file; nil for a template without a file.
    ///
    /// A text inside a YAML scalar may be indented, quoted or begin a line below its indicator, so the line of the
    /// text is looked for in the line of the file.
    func span(of place: Place) -> Span? {
        guard let origin = span else { return nil }
        let start = position(of: Int(place.start), from: origin)
        return Span(file: origin.file, start: start, end: position(of: Int(place.end), from: origin))
    }

    private func position(of offset: Int, from origin: Span) -> Position {
        let bytes = SourceText(text, keepTrailingNewline: true).bytes
        let offset = min(offset, bytes.count)
        if let quoted = QuotedScalar(origin), let position = quoted.position(of: offset, in: bytes) { return position }
        let lineStart = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let lineEnd = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        var line = Int(origin.start.line) + bytes[..<offset].count { $0 == 0x0A }
        let column = String(decoding: bytes[lineStart..<offset], as: UTF8.self).unicodeScalars.count
        let startColumn = Int(origin.start.column)
        let head = origin.file.line(Int(origin.start.line))?.unicodeScalars.dropFirst(startColumn - 1)
        if let indicator = head?.first, indicator == "|" || indicator == ">" { line += 1 }
        let own = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
        guard let written = origin.file.line(line) else {
            return Position(line: line, column: column + (lineStart == 0 ? startColumn : 1))
        }
        let from = line == Int(origin.start.line) ? startColumn - 1 : 0
        let indent = Template.offset(of: own, in: written, from: from) ?? from
        return Position(line: line, column: indent + column + 1)
    }

    /// The scalar offset at which `text` stands in `line`, not before `start`.
    private static func offset(of text: String, in line: Substring, from start: Int) -> Int? {
        let line = Array(line.unicodeScalars)
        let text = Array(text.unicodeScalars)
        guard !text.isEmpty, line.count >= text.count + start else { return nil }
        return (start...(line.count - text.count)).first { line[$0..<($0 + text.count)].elementsEqual(text) }
    }
}
