extension String {
    /// With every control character but line breaks and tabs as an escape of JSON, so that none drives a terminal. JSON
    /// stays JSON: what it escapes itself is not touched.
    public var withControlsShown: String {
        guard hasControls else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 9, 10: shown.append(scalar)
            // At the beginning of a line there is nothing to go back over.
            case 13 where shown.last == "\n": shown.append(scalar)
            case 13: shown.append(contentsOf: "\\r".unicodeScalars)
            case 0..<32, 127..<160: shown.append(contentsOf: Self.escape(scalar).unicodeScalars)
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// The same, except that colours stay: what a plugin has made that paints its text itself.
    var withControlsShownButColours: String {
        guard hasControls else { return self }
        let parts = split(separator: "\u{1B}[", omittingEmptySubsequences: false)
        var shown = String(parts[0]).withControlsShown
        for part in parts.dropFirst() {
            let code = part.prefix { $0.isASCII && ($0.isNumber || $0 == ";") }
            let isColour = part.dropFirst(code.count).first == "m"
            shown += (isColour ? "\u{1B}[" : "\u{1B}[".withControlsShown) + String(part).withControlsShown
        }
        return shown
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// Whether a control character stands in it that is neither a line break nor a tab.
    private var hasControls: Bool {
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte < 32 && byte != 9 && byte != 10 || byte == 127 { return true }
            if previous == 0xC2, byte < 0xA0 { return true }
            previous = byte
        }
        return false
    }
}
