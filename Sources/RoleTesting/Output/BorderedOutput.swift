import Synchronization

/// Draws a border around the output of a program, on standard error: the command above, the exit status below.
///
/// Source: Molecule's "command borders".
final class BorderedOutput: ProgramOutput {
    static let width = 83

    private let paint: Paint
    /// Characters that fit on a line behind the border.
    private let room: Int
    private let buffer = Mutex(LineBuffer())

    init(paint: Paint, columns: Int) {
        self.paint = paint
        room = max(20, columns - 4)
    }

    static func header(_ title: String = "") -> String {
        guard !title.isEmpty else { return "┌" + String(repeating: "─", count: width - 1) }
        let length = title.count + 2
        let left = max(0, (width - length - 1) / 2), right = max(0, width - length - left - 1)
        return "┌" + String(repeating: "─", count: left) + " \(title) " + String(repeating: "─", count: right)
    }

    static func footer(_ text: String = "") -> String {
        guard !text.isEmpty else { return "└" + String(repeating: "─", count: width - 1) }
        return "└─ \(text) " + String(repeating: "─", count: max(0, width - text.count - 4))
    }

    func start(_ words: [String]) {
        show("  " + paint(Self.header(), .dim))
        for line in Self.commandLines(words, width: room) { show("  " + paint("│ " + line, .dim)) }
        show("  " + paint("│", .dim) + " ")
    }

    func write(_ text: String, isError: Bool) {
        buffer.withLock { buffer in
            for line in buffer.lines(text) { show(line: line) }
        }
    }

    func end(status: Int32) {
        let rest = buffer.withLock { $0.takeRest() }
        if !rest.isEmpty { show(line: rest, wraps: false) }
        show("  " + paint(Self.footer("Return code: \(status)"), .dim, status == 0 ? .green : .red))
    }

    private func show(line: String, wraps: Bool = true) {
        let style = Self.style(of: line)
        let border = "  \u{1B}[2m\(style)│\u{1B}[0m "
        guard wraps, line.unicodeScalars.count > room else { return show(border + line) }
        for (index, piece) in Self.wrapped(Self.withoutColours(line), first: room, next: room - 2).enumerated() {
            let text = (index > 0 ? "  " : "") + piece
            show(border + (style.isEmpty ? text : style + text + "\u{1B}[0m"))
        }
    }

    private func show(_ line: String) { Terminal.write(line + "\n", isError: true) }

    /// The colour that a line begins with, without a reset.
    private static func style(of line: String) -> String {
        guard line.hasPrefix("\u{1B}["), let end = line.firstIndex(of: "m") else { return "" }
        let code = line[line.index(line.startIndex, offsetBy: 2)..<end]
        guard code.allSatisfy({ $0.isNumber || $0 == ";" }), code != "0" else { return "" }
        if code.hasPrefix("0;3"), code.count == 4 { return "\u{1B}[\(code.dropFirst(2))m" }
        return code.hasSuffix("0") ? "" : "\u{1B}[\(code)m"
    }

    static func withoutColours(_ text: String) -> String {
        var result = "", rest = text[...]
        while let start = rest.firstRange(of: "\u{1B}[") {
            result += rest[..<start.lowerBound]
            let code = rest[start.upperBound...].prefix { $0.isNumber || $0 == ";" }
            guard code.endIndex < rest.endIndex, rest[code.endIndex] == "m" else {
                result += rest[start]
                rest = rest[start.upperBound...]
                continue
            }
            rest = rest[rest.index(after: code.endIndex)...]
        }
        return result + rest
    }

    private static func wrapped(_ text: String, first: Int, next: Int) -> [String] {
        var lines: [String] = []
        var rest = Array(text), width = first
        while rest.last == " " { rest.removeLast() }
        while !rest.isEmpty {
            if rest.count <= width {
                lines.append(String(rest))
                break
            }
            let end = rest[..<width].lastIndex(of: " ") ?? width
            lines.append(String(rest[..<end]))
            rest = Array(rest[end...].drop { $0 == " " })
            width = next
        }
        return lines
    }

    /// The command over lines, each option with its value, all but the first indented.
    static func commandLines(_ words: [String], width: Int) -> [String] {
        var groups: [String] = []
        var rest = words[...]
        func isOption(_ word: String?) -> Bool { word?.hasPrefix("-") ?? true }
        if var first = rest.popFirst() {
            if let second = rest.popFirst() {
                first += " " + second
                if second.hasPrefix("-"), !isOption(rest.first), let third = rest.popFirst() { first += " " + third }
            }
            groups.append(first)
        }
        while let word = rest.popFirst() {
            if word.hasPrefix("-"), !isOption(rest.first), let value = rest.popFirst() {
                groups.append(word + " " + value)
            } else {
                groups.append(word)
            }
        }
        var lines: [String] = []
        for (index, group) in groups.enumerated() {
            var line = Array(group)
            while line.count > width {
                let end = line[..<width].lastIndex(of: " ")
                lines.append(String(line[..<(end ?? width)]))
                line = Array(line[(end.map { $0 + 1 } ?? width)...])
            }
            lines.append((index > 0 ? "  " : "") + String(line))
        }
        return lines.isEmpty ? [""] : lines
    }
}
