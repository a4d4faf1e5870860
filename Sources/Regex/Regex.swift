import CPCRE2
import Synchronization

/// A compiled pattern in the language of Python's `re`, matched by PCRE2.
///
/// `@unchecked Sendable`: the compiled code is never written after `init`, and PCRE2 reads it from any thread.
public final class Regex: @unchecked Sendable {
    public let pattern: String
    public let flags: RegexFlags
    /// How many capturing groups there are.
    public let groupCount: Int
    /// The named groups in the order they stand.
    public let groupNames: [(name: String, number: Int)]
    let code: OpaquePointer
    let limits: OpaquePointer

    /// No match attempt may take more steps than this.
    private static let matchLimit: UInt32 = 5_000_000

    /// Throws ``RegexError`` in Python's words for a pattern that is wrong.
    public init(_ pattern: String, flags: RegexFlags = []) throws(RegexError) {
        var translator = PatternTranslator(pattern, flags: flags)
        let translated = try translator.translate()
        self.pattern = pattern
        self.flags = translator.flags
        groupCount = translator.groupCount
        groupNames = translator.groupNames
        code = try Regex.compile(translated, translator.flags)
        limits = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(limits, Regex.matchLimit)
        pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    }

    deinit {
        pcre2_code_free_8(code)
        pcre2_match_context_free_8(limits)
    }

    private static func compile(_ pattern: String, _ flags: RegexFlags) throws(RegexError) -> OpaquePointer {
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if !flags.contains(.ascii) { options |= UInt32(PCRE2_UCP) }
        if flags.contains(.ignoreCase) { options |= UInt32(PCRE2_CASELESS) }
        if flags.contains(.multiline) { options |= UInt32(PCRE2_MULTILINE) }
        if flags.contains(.dotAll) { options |= UInt32(PCRE2_DOTALL) }
        let context = pcre2_compile_context_create_8(nil)
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        var status: Int32 = 0
        var offset = 0
        var pattern = pattern
        let code = pattern.withUTF8 { bytes in
            withUnsafePointer(to: UInt8(0)) { empty in
                pcre2_compile_8(bytes.baseAddress ?? empty, bytes.count, options, &status, &offset, context)
            }
        }
        guard let code else { throw RegexError(describe(status)) }
        return code
    }

    /// PCRE2's message for an error number, with Python's words where Python has some.
    static func describe(_ status: Int32) -> String {
        if status == 125 { return "look-behind requires fixed-width pattern" }
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }

    /// The number of the group called `name`.
    public func number(ofGroup name: String) -> Int? { groupNames.first { $0.name == name }?.number }
}

extension Regex {
    private struct Key: Hashable {
        let pattern: String
        let flags: RegexFlags
    }

    private static let cache = Mutex<[Key: Regex]>([:])

    /// The compiled form of `pattern`, shared by all who ask for the same.
    public static func cached(_ pattern: String, flags: RegexFlags = []) throws(RegexError) -> Regex {
        let key = Key(pattern: pattern, flags: flags)
        if let regex = cache.withLock({ $0[key] }) { return regex }
        let regex = try Regex(pattern, flags: flags)
        cache.withLock { cache in
            if cache.count >= 1000 { cache.removeAll() }
            cache[key] = regex
        }
        return regex
    }

    /// `text` with a backslash before each character that a pattern could take for a sign, as `re.escape` does it.
    public static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            if "()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
