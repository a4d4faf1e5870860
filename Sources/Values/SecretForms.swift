/// How a secret may be written elsewhere than as it is.
enum SecretForms {
    /// The forms of `text` that differ from it.
    static func forms(of text: String) -> Set<String> {
        var forms = base64(of: text)
        forms.formUnion(urlEncoded(text))
        forms.formUnion(quoted(text))
        forms.remove(text)
        return forms
    }

    /// What of any base64 text that holds `text` depends on nothing else: one form for each place where it may begin among
    /// three bytes, in both alphabets.
    static func base64(of text: String) -> Set<String> {
        var forms: Set<String> = []
        let bytes = Array(text.utf8)
        for before in 0..<3 {
            let encoded = Base64.encode([UInt8](repeating: 0, count: before) + bytes)
            let known = encoded.dropFirst((before * 8 + 5) / 6).prefix(
                (before + bytes.count) * 8 / 6 - (before * 8 + 5) / 6)
            guard known.utf8.count >= 8 else { continue }
            forms.insert(String(known))
            // Tools break lines after 76 letters.
            if before == 0, known.utf8.count > 76 {
                var rest = known
                while rest.utf8.count >= 8 {
                    forms.insert(String(rest.prefix(76)))
                    rest = rest.dropFirst(76)
                }
            }
        }
        for form in forms where form.contains(where: { $0 == "+" || $0 == "/" }) {
            forms.insert(String(form.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }))
        }
        return forms
    }

    private static let unreserved = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

    /// RFC 3986, with and without `/` escaped, in both cases, and with `+` for blanks.
    static func urlEncoded(_ text: String) -> Set<String> {
        func encoded(safe: String, digits: String, blank: String) -> String {
            let digits = Array(digits)
            var encoded = ""
            for byte in text.utf8 {
                if unreserved.contains(byte) || safe.utf8.contains(byte) {
                    encoded.unicodeScalars.append(Unicode.Scalar(byte))
                } else if byte == 0x20 {
                    encoded += blank
                } else {
                    encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
                }
            }
            return encoded
        }
        var forms: Set<String> = []
        for digits in ["0123456789ABCDEF", "0123456789abcdef"] {
            for safe in ["/", "", "/:@!$&'()*,;=", "/:@!$&'()*,;=+?#"] {
                for blank in ["%20", "+"] { forms.insert(encoded(safe: safe, digits: digits, blank: blank)) }
            }
        }
        return forms
    }

    /// In the quotes of JSON, Python and the shell, without them.
    static func quoted(_ text: String) -> Set<String> {
        var forms: Set<String> = []
        for ensureASCII in [true, false] {
            if let json = try? JSON.text(.string(text), JSONOptions(ensureASCII: ensureASCII)) {
                forms.insert(String(json.dropFirst().dropLast()))
            }
        }
        forms.insert(String(text.representation.dropFirst().dropLast()))
        if text.contains("'") { forms.insert(text.replacing("'", with: "'\"'\"'")) }
        return forms
    }
}
