package import Regex
import Values

/// A file's bytes as text that keeps them: UTF-8 where they are that, else one scalar a byte.
package struct FileText: Sendable {
    package let text: String
    /// Whether each scalar stands for one byte.
    private let isRaw: Bool

    package init(_ bytes: [UInt8]) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self.text = text
            isRaw = false
        } else {
            text = Self.raw(bytes)
            isRaw = true
        }
    }

    /// What a task wrote, in the form in which this file's text can be compared with it.
    package func form(_ text: String) -> String { isRaw ? Self.raw(text.utf8) : text }

    /// The bytes that `text`, in this file's form, stands for.
    package func bytes(_ text: String) -> [UInt8] {
        isRaw ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : Array(text.utf8)
    }

    private static func raw(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }

    /// A pattern of a task as it is matched against this file: bytewise, as Python matches bytes.
    package func regex(_ pattern: String, _ flags: RegexFlags = .ascii) throws(ModuleFailure) -> Regex {
        do { return try Regex(form(pattern), flags: flags) } catch { throw ModuleFailure(crash: error.message) }
    }

    package func matches(_ regex: Regex, _ text: String) throws(ModuleFailure) -> Match? {
        do { return try regex.search(text) } catch { throw ModuleFailure(error.message) }
    }

    /// Lines with their ends; they end at `\n`, and with `carriageReturns` also at `\r` and `\r\n`.
    package static func lines(_ text: String, carriageReturns: Bool = false) -> [String] {
        let bytes = Array(text.utf8)
        var lines: [String] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == 10 || carriageReturns && byte == 13 else { continue }
            if byte == 13, index < bytes.count, bytes[index] == 10 { index += 1 }
            lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
            start = index
        }
        if start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
        return lines
    }
}

extension String {
    package var endsLine: Bool { utf8.last == 10 }
}
