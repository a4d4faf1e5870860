import Diagnostics
import Playbook
import Templating
import Values

/// The keywords of a play, rendered before its first batch begins.
///
/// Whatever is wrong with one of them ends the run with exit status 4, as a playbook that cannot be parsed does.
struct PlayFields {
    /// Its name and the patterns of its hosts.
    let heading: PlayHeading
    private(set) var strategy: String?
    private(set) var order: String?
    private(set) var serial: Serial

    private let play: Play
    private let templar: Templar

    init(_ play: Play, _ templar: Templar) throws(Diagnostic) {
        self.play = play
        self.templar = templar
        serial = Serial([], at: play.span)
        heading = try PlayHeading(play) { value throws(Diagnostic) in try templar.render(value) }
        let words = play.keywords
        // In ansible-core's order, which decides of two mistakes.
        try checkBool(words.gatherFacts, "gather_facts")
        try checkBool(words.forceHandlers, "force_handlers")
        if let limit = try words.maxFailPercentage.map({ value throws(Diagnostic) in
            try rendered(value, "max_fail_percentage")
        }), !limit.isNone, !limit.isOmit, Self.percentage(limit) == nil {
            throw failure("max_fail_percentage", "The value \(Self.shown(limit)) could not be converted to 'percent'.")
        }
        serial = Serial(
            try words.serial.map { value throws(Diagnostic) in try rendered(value, "serial") }, at: play.span)
        strategy = try text(words.strategy, "strategy")
        order = try text(words.order, "order")
    }

    /// A share in percent: a number, or a text such as `30%`.
    static func percentage(_ value: Value) -> Double? {
        guard let text = try? value.string() else { return nil }
        let digits = (text.hasSuffix("%") ? String(text.dropLast()) : text).trimmed()
        return Double(digits)
    }

    private func text(_ value: Value?, _ keyword: String) throws(Diagnostic) -> String? {
        guard let value else { return nil }
        let result = try rendered(value, keyword)
        guard !result.isNone, !result.isOmit else { return nil }
        return (try? result.string()) ?? ""
    }

    private func checkBool(_ value: Value?, _ keyword: String) throws(Diagnostic) {
        guard let value else { return }
        let result = try rendered(value, keyword)
        guard !result.isNone, !result.isOmit, ansibleBool(result) == nil else { return }
        throw failure(keyword, "The value \(Self.shown(result)) could not be converted to 'bool'.", at: value.span)
    }

    private func rendered(_ value: Value, _ keyword: String) throws(Diagnostic) -> Value {
        do throws(Diagnostic) {
            return try templar.render(value)
        } catch {
            var error = error
            error.message = "Error processing keyword '\(keyword)': \(error.message)"
            error.isParseError = true
            throw error
        }
    }

    private func failure(_ keyword: String, _ problem: String, at span: Span? = nil) -> Diagnostic {
        var error = Diagnostic("Error processing keyword '\(keyword)': \(problem)", at: span ?? play.span)
        error.isParseError = true
        return error
    }

    private static func shown(_ value: Value) -> String { (try? value.representation()) ?? value.typeName }
}
