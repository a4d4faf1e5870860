package import System

/// A character encoding that a task names.
package enum TextEncoding: Sendable {
    case utf8, latin1, ascii, utf16(isBigEndian: Bool, hasMark: Bool)
    /// One that only the machine's iconv(1) may know.
    case other(String)

    /// By Python's names.
    package init(_ name: String) {
        switch name.lowercased().replacing("_", by: "-") {
        case "utf-8", "utf8", "u8": self = .utf8
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1": self = .latin1
        case "ascii", "us-ascii": self = .ascii
        case "utf-16", "utf16": self = .utf16(isBigEndian: false, hasMark: true)
        case "utf-16-le", "utf-16le": self = .utf16(isBigEndian: false, hasMark: false)
        case "utf-16-be", "utf-16be": self = .utf16(isBigEndian: true, hasMark: false)
        default: self = .other(name)
        }
    }

    /// Throws for bytes that are none of this encoding's, and `unknown encoding` for an unknown name.
    package func decode(_ bytes: [UInt8], on system: some System) async throws(ModuleFailure) -> String {
        guard case .other(let name) = self else { return try decode(bytes) }
        return String(decoding: try await Self.convert(bytes, from: name, to: "UTF-8", name, system), as: UTF8.self)
    }

    package func encode(_ text: String, on system: some System) async throws(ModuleFailure) -> [UInt8] {
        guard case .other(let name) = self else { return try encode(text) }
        return try await Self.convert(Array(text.utf8), from: "UTF-8", to: name, name, system)
    }

    private static func convert(
        _ bytes: [UInt8], from source: String, to target: String, _ name: String, _ system: some System
    ) async throws(ModuleFailure) -> [UInt8] {
        let iconv = ["iconv", "-f", source, "-t", target]
        guard let empty = try? await system.run(Command(iconv)), empty.succeeded else {
            throw ModuleFailure("unknown encoding: \(name)")
        }
        let command = Command(iconv, input: bytes)
        guard let result = try? await system.run(command), result.succeeded else {
            throw ModuleFailure("'\(name)' codec can't convert the file: invalid bytes")
        }
        return result.output
    }

    package func decode(_ bytes: [UInt8]) throws(ModuleFailure) -> String {
        switch self {
        case .utf8, .ascii, .other:
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            throw ModuleFailure("'utf-8' codec can't decode the file: invalid bytes")
        case .latin1:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Unicode.Scalar(byte)) }
            return String(text)
        case .utf16(let isBigEndian, let hasMark):
            var isBigEndian = isBigEndian
            var bytes = bytes[...]
            if hasMark, bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
                isBigEndian = bytes.first == 0xFE
                bytes = bytes.dropFirst(2)
            }
            let all = Array(bytes)
            let units = stride(from: 0, to: all.count - 1, by: 2).map { index in
                let (high, low) = isBigEndian ? (all[index], all[index + 1]) : (all[index + 1], all[index])
                return UInt16(high) << 8 | UInt16(low)
            }
            return String(decoding: units, as: UTF16.self)
        }
    }

    package func encode(_ text: String) throws(ModuleFailure) -> [UInt8] {
        switch self {
        case .utf8, .ascii, .other: return Array(text.utf8)
        case .latin1:
            guard let scalar = text.unicodeScalars.first(where: { $0.value > 255 }) else {
                return text.unicodeScalars.map { UInt8($0.value) }
            }
            throw ModuleFailure("'latin-1' codec can't encode character '\(scalar)'")
        case .utf16(let isBigEndian, let hasMark):
            return (hasMark ? [0xFF, 0xFE] : [])
                + text.utf16.flatMap { unit -> [UInt8] in
                    let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                    return isBigEndian ? [high, low] : [low, high]
                }
        }
    }
}
