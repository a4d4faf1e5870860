import Regex
import Values

/// `urlize`: addresses in a text become links.
enum LinkFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        FilterCall.filter("urlize", ["trim_url_limit", "nofollow", "target", "rel", "extra_schemes"]) {
            (call) throws(TemplateError) in
            var rel = Set((try call.text(3) ?? "").splitAtSpace(limit: .max, fromEnd: false))
            if call.flag(1) { rel.insert("nofollow") }
            rel.insert("noopener")
            var schemes: [String] = []
            for scheme in call.some(4)?.sequence ?? [] {
                guard let name = scheme.rawText, try matches("^[\\w.+-]{2,}:(/){0,2}$", name) else {
                    let shown = (try? scheme.representation()) ?? ""
                    throw TemplateError(.value, "\(shown) is not a valid URI scheme prefix.")
                }
                schemes.append(name)
            }
            let attributes =
                " rel=\"\(MarkupFilters.escaped(rel.sorted().joined(separator: " ")))\""
                + (try call.text(2).map { " target=\"\(MarkupFilters.escaped($0))\"" } ?? "")
            let linking = Linking(limit: try call.integer(0), attributes: attributes, schemes: schemes)
            return .string(try linking.text(MarkupFilters.escaped(try call.inputText())))
        }
    ])

    /// Whether `pattern`, of ours, matches at the beginning of `text`.
    fileprivate static func matches(_ pattern: String, _ text: String) throws(TemplateError) -> Bool {
        do throws(RegexError) { return try Regex.cached(pattern).match(text) != nil } catch {
            throw TemplateError(.value, error.message)
        }
    }
}

/// How the words of one text become links.
private struct Linking {
    let limit: Int?
    let attributes: String
    let schemes: [String]

    private static let address =
        "^((https?://|www\\.)(([\\w%-]+\\.)+)?([a-z]{2,63}|xn--[\\w%]{2,59})"
        + "|([\\w%-]{2,63}\\.)+(com|net|int|edu|gov|org|info|mil)"
        + "|(https?://)(([\\d]{1,3})(\\.[\\d]{1,3}){3}|(\\[([\\da-f]{0,4}:){2}([\\da-f]{0,4}:?){1,6}])))"
        + "(?::[\\d]{1,5})?(?:[/?#]\\S*)?$"
    private static let mail = "^\\S+@\\w[\\w.-]*\\.\\w+$"

    /// The text with its links; white space stays as it is.
    func text(_ text: String) throws(TemplateError) -> String {
        var result = ""
        var word = ""
        for scalar in text.unicodeScalars {
            if scalar.isPythonSpace {
                result += try linked(word)
                word = ""
                result.unicodeScalars.append(scalar)
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        return result + (try linked(word))
    }

    private func linked(_ word: String) throws(TemplateError) -> String {
        var middle = word[...]
        while let mark = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
            middle.removeFirst(mark.count)
        }
        let head = word[..<middle.startIndex]
        let end = middle.endIndex
        while let mark = [")", ">", ".", ",", "&gt;"].first(where: { middle.hasSuffix($0) }) {
            middle.removeLast(mark.count)
        }
        var tail = word[middle.endIndex..<end]
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opened = String(middle).split(at: open, limit: .max, fromEnd: false).count
            let closed = String(middle).split(at: close, limit: .max, fromEnd: false).count
            guard opened > closed else { continue }
            for _ in 0..<(opened - 1) {
                guard let offset = String(tail).firstByteOffset(of: close) else { break }
                let cut = tail.utf8.index(tail.startIndex, offsetBy: offset + close.utf8.count)
                middle = word[middle.startIndex..<cut]
                tail = tail[cut...]
            }
        }
        return head + (try link(String(middle))) + tail
    }

    private func link(_ word: String) throws(TemplateError) -> String {
        if try LinkFilters.matches(Linking.address, word.lowercased()) {
            let shown =
                limit.flatMap {
                    word.codePointCount > $0 ? String(word.unicodeScalars.prefix($0)) + "..." : nil
                } ?? word
            let hasScheme = word.hasPrefix("https://") || word.hasPrefix("http://")
            return "<a href=\"\(hasScheme ? "" : "https://")\(word)\"\(attributes)>\(shown)</a>"
        }
        if word.hasPrefix("mailto:"), try LinkFilters.matches(Linking.mail, String(word.dropFirst(7))) {
            return "<a href=\"\(word)\">\(word.dropFirst(7))</a>"
        }
        if word.contains("@"), !word.hasPrefix("www."), !word.hasPrefix("@"), !word.contains(":"),
            try LinkFilters.matches(Linking.mail, word)
        {
            return "<a href=\"mailto:\(word)\">\(word)</a>"
        }
        if schemes.contains(where: { word != $0 && word.hasPrefix($0) }) {
            return "<a href=\"\(word)\"\(attributes)>\(word)</a>"
        }
        return word
    }
}
