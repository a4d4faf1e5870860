import Jinja
import Templating
import Values

/// `random_string`: text of random letters by given rules.
struct RandomText {
    private let call: LookupCall

    init(_ call: LookupCall) { self.call = call }

    func text() throws(TemplateError) -> String {
        let similar = call.flag("ignore_similar_chars", false) ? try call.text("similar_chars", "il1LoO0") : ""
        func letters(_ all: String) -> [Character] { all.filter { !similar.contains($0) } }
        let lower = letters("abcdefghijklmnopqrstuvwxyz"), upper = letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let digits = letters("0123456789")
        let special = try call.text("override_special").map(Array.init) ?? letters("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        let length = try call["length"]?.convertedToWholeNumber() ?? 8
        var source = try RandomSource(seed: call["seed"] ?? .none)
        var chosen: [Character] = [], available: [Character] = []
        if let all = try call.text("override_all"), !all.isEmpty {
            available = Array(all)
        } else {
            for (option, set) in [("upper", upper), ("lower", lower), ("numbers", digits), ("special", special)]
            where call.flag(option, true) { available += set }
            let least = [("min_numeric", digits), ("min_lower", lower), ("min_upper", upper), ("min_special", special)]
            for (option, set) in least {
                chosen += try pick(try call[option]?.convertedToWholeNumber() ?? 0, set, &source)
            }
        }
        chosen += try pick(length - chosen.count, available, &source)
        if call["seed"] == nil { chosen.shuffle() }
        let text = String(chosen)
        return call.flag("base64", false) ? Base64.encode(Array(text.utf8)) : text
    }

    private func pick(
        _ count: Int, _ letters: [Character], _ source: inout RandomSource
    ) throws(TemplateError) -> [Character] {
        guard !letters.isEmpty else {
            throw call.failure("Available characters cannot be None, please change constraints")
        }
        guard count <= 1_000_000 else { throw call.failure("A text of \(count) random characters is too long.") }
        var chosen: [Character] = []
        for _ in 0..<max(0, count) { chosen.append(letters[source.below(letters.count)]) }
        return chosen
    }
}
