import Values

/// The import statements of a Python file.
///
/// No syntax tree is made: strings and comments are skipped, lines inside brackets and behind a backslash are joined,
/// and of what is left the statements that begin with `import` or `from` are read.
struct PythonImports {
    struct Statement: Equatable {
        /// The dotted name; empty in `from . import x`.
        var module: [String]
        /// How many dots stand before it.
        var level = 0
        /// What `from` imports; nil for a plain import.
        var names: [String]?
        /// Whether it stands inside a block, so that the file may do without.
        var isOptional: Bool
    }

    private let bytes: [UInt8]
    private var position = 0
    private(set) var statements: [Statement] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while position < bytes.count { readLine() }
    }

    private static let newline = UInt8(ascii: "\n")

    /// Reads one logical line and keeps its imports.
    private mutating func readLine() {
        let start = position
        while position < bytes.count, [0x20, 0x09, 0x0C].contains(bytes[position]) { position += 1 }
        let isIndented = position > start
        guard startsImport else { return skipLine(collecting: false, isIndented) }
        skipLine(collecting: true, isIndented)
    }

    private var startsImport: Bool {
        ["import", "from", "try:", "if ", "else:"].contains { bytes[position...].starts(with: $0.utf8) }
    }

    private mutating func skipLine(collecting: Bool, _ isIndented: Bool) {
        var line: [UInt8] = []
        var depth = 0
        scanning: while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case Self.newline:
                position += 1
                if depth == 0 { break scanning }
                line.append(0x20)
            case UInt8(ascii: "\\"):
                position += 2
                line.append(0x20)
            case UInt8(ascii: "#"):
                while position < bytes.count, bytes[position] != Self.newline { position += 1 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                skipString(byte)
                line.append(0x22)
            default:
                if "([{".utf8.contains(byte) { depth += 1 }
                if ")]}".utf8.contains(byte) { depth = max(0, depth - 1) }
                if collecting { line.append(byte) }
                position += 1
            }
        }
        if collecting { take(String(decoding: line, as: UTF8.self), isIndented) }
    }

    /// A backslash keeps the next character from ending a string, in raw strings too.
    private mutating func skipString(_ quote: UInt8) {
        let isLong = position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
        position += isLong ? 3 : 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") {
                position += 2
            } else if byte != quote {
                if byte == Self.newline, !isLong { return }
                position += 1
            } else if !isLong {
                position += 1
                return
            } else if position + 2 < bytes.count, bytes[position + 1] == quote, bytes[position + 2] == quote {
                position += 3
                return
            } else {
                position += 1
            }
        }
    }

    private mutating func take(_ line: String, _ isIndented: Bool) {
        for part in line.split(separator: ";") {
            var text = Substring(part.trimmed())
            var isInner = isIndented
            while let colon = text.firstIndex(of: ":"), !text.hasPrefix("import "), !text.hasPrefix("from ") {
                text = text[text.index(after: colon)...].drop { $0 == " " }
                isInner = true
            }
            if text.hasPrefix("import ") {
                for name in names(text.dropFirst(7)) {
                    statements.append(Statement(module: parts(name), names: nil, isOptional: isInner))
                }
            } else if text.hasPrefix("from ") {
                takeFrom(text.dropFirst(5), isInner)
            }
        }
    }

    /// Takes what stands behind `from`.
    private mutating func takeFrom(_ text: Substring, _ isInner: Bool) {
        let text = text.drop { $0 == " " }
        var name = text.prefix { $0 != " " && $0 != "\t" }
        var rest = text[name.endIndex...].drop(while: \.isWhitespace)
        if name.hasPrefix("."), name.hasSuffix(".import") {
            name = name.dropLast(6)
        } else {
            guard rest.hasPrefix("import") else { return }
            rest = rest.dropFirst(6)
        }
        let level = name.prefix { $0 == "." }.count
        statements.append(
            Statement(
                module: parts(String(name.dropFirst(level))), level: level, names: names(rest), isOptional: isInner))
    }

    /// The names of a list, without their `as`.
    private func names(_ text: Substring) -> [String] {
        text.filter { $0 != "(" && $0 != ")" }.split(separator: ",").compactMap {
            $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
    }

    private func parts(_ name: String) -> [String] { name.split(separator: ".").map(String.init) }
}
