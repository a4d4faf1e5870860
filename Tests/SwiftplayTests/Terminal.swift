import CShims
import Foundation
import Glibc

/// The built command at a terminal of its own, which is kept as a screen that one can read.
final class Terminal {
    private let controlling: Int32
    private let process = Process()
    private let folder: URL
    /// Everything that came, as it came.
    private(set) var stream = ""
    private(set) var screen: Screen

    init(
        _ name: String, _ arguments: [String], in site: Site, columns: Int, rows: Int = 30,
        environment: [String: String] = [:]
    ) throws {
        screen = Screen(columns: columns)
        var program: Int32 = -1
        controlling = swiftplay_open_terminal(&program)
        guard controlling >= 0 else { throw POSIXError(.ENOTTY) }
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controlling, UInt(TIOCSWINSZ), &size)
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let link = folder.appending(path: name)
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: Command.programs.appending(path: "swiftplay"))
        // A session of its own, which has this terminal: else it reads no keys.
        process.executableURL = URL(filePath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait", link.path] + arguments
        process.currentDirectoryURL = site.folder
        let inherited = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ANSIBLE_") && $0.key != "CI" }
        process.environment = inherited.merging(
            ["HOME": site.folder.appending(path: "home").path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm"]
        ) { $1 }.merging(environment) { $1 }
        let handle = FileHandle(fileDescriptor: program, closeOnDealloc: false)
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
        close(program)
    }

    deinit {
        close(controlling)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Reads until `condition` holds, or the program has ended.
    func read(until condition: (Terminal) -> Bool) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        var rest: [UInt8] = []
        while !condition(self) {
            let count = Glibc.read(controlling, &buffer, buffer.count)
            guard count > 0 else { return }
            rest += buffer[..<count]
            // Not in the middle of a character.
            guard let text = String(validating: rest, as: UTF8.self) else { continue }
            rest = []
            stream += text
            screen.print(text)
        }
    }

    func press(_ keys: String) {
        _ = keys.utf8.withContiguousStorageIfAvailable { write(controlling, $0.baseAddress, $0.count) }
    }

    /// Reads to the end and gives the exit status.
    func end() -> Int32 {
        read { _ in false }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// What a terminal shows of what was printed on it: the few sequences that the live view uses, and colours, which it
/// leaves out. Any other sequence is shown as it is.
struct Screen {
    let columns: Int
    private(set) var lines: [[Character]] = [[]]
    private var row = 0
    private var column = 0

    init(columns: Int) { self.columns = columns }

    var text: String {
        lines.map { line in
            var line = String(line)
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    mutating func print(_ text: String) {
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case "\r\n":
                column = 0
                feed()
            case "\r": column = 0
            case "\n": feed()
            case "\u{1B}":
                let sequence = rest.prefix { !$0.isLetter }
                let letter = rest.dropFirst(sequence.count).first ?? " "
                rest = rest.dropFirst(sequence.count + 1)
                obey(String(sequence), letter)
            default: put(character)
            }
        }
    }

    private mutating func obey(_ sequence: String, _ letter: Character) {
        switch (sequence, letter) {
        case ("[", "K"): lines[row] = Array(lines[row].prefix(column))
        case ("[", "J"):
            lines[row] = Array(lines[row].prefix(column))
            lines.removeSubrange((row + 1)...)
        case ("[?2026", _), (_, "m"): break
        case (_, "A"): row = max(0, row - (Int(sequence.dropFirst()) ?? 1))
        default: for character in "^[\(sequence)\(letter)" { put(character) }
        }
    }

    private mutating func feed() {
        row += 1
        if row == lines.count { lines.append([]) }
    }

    private mutating func put(_ character: Character) {
        if column == columns {
            column = 0
            feed()
        }
        while lines[row].count <= column { lines[row].append(" ") }
        lines[row][column] = character
        column += 1
    }
}
