import Diagnostics
import Playbook
import Templating
import Values

/// The keywords of a task, rendered for one host (and loop item) and converted to what they are.
struct TaskFields: Sendable {
    /// Whether all of them have been rendered.
    var isRendered = false
    var isCheckMode = false
    var showsDiff = false
    /// When in doubt, nothing is shown.
    var noLog = true
    var ignoreErrors = false
    var ignoreUnreachable = false
    var runOnce = false
    var anyErrorsFatal = false
    var environment: [String: String] = [:]
    var delegateTo: String?
    var delegateFacts = false
    var retries: Int?
    var delay: Double = 5
    var unreachableRetries = 0
    var unreachableDelay: Double = 5
    var async = 0
    var poll = 15
    /// Seconds; 0 for none.
    var timeout = 0
    var notify: [String] = []
    var become: Bool?
    var becomeMethod: String?
    var becomeUser: String?
    var becomeFlags: String?
    var becomeExe: String?
    var connection: String?
    var port: Int?
    var remoteUser: String?
}

/// Renders keywords one by one; errors name the keyword, in ansible-core's words.
struct FieldRenderer {
    let templar: Templar
    /// Where the task stands, for keywords that carry no place of their own.
    let span: Span?

    /// - Parameter keyword: what errors name; nil where they speak of the value alone.
    func render(_ value: Value?, _ keyword: String?) throws(TaskFailure) -> Value? {
        guard let value else { return nil }
        do throws(Diagnostic) {
            let rendered = try templar.render(value)
            return rendered.isOmit || rendered.isNone ? nil : rendered
        } catch {
            guard let keyword else { throw TaskFailure(error) }
            throw TaskFailure("Error processing keyword '\(keyword)'.", at: error.links.first?.span, cause: error)
        }
    }

    func bool(_ value: Value?, _ keyword: String) throws(TaskFailure) -> Bool? {
        guard let rendered = try render(value, keyword) else { return nil }
        if let flag = ansibleBool(rendered) { return flag }
        throw wrong(rendered, keyword, "bool", at: value?.span)
    }

    func int(_ value: Value?, _ keyword: String) throws(TaskFailure) -> Int? {
        guard let rendered = try render(value, keyword) else { return nil }
        guard let number = Self.int(rendered) else { throw wrong(rendered, keyword, "int", at: value?.span) }
        return number
    }

    /// Python's `int()` of the value; nil where that fails.
    static func int(_ value: Value) -> Int? {
        switch value {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        case .double(let number) where number.isFinite: Int(exactly: number.rounded(.towardZero))
        case .string(let text): Int(text.trimmed())
        default: nil
        }
    }

    func double(_ value: Value?, _ keyword: String) throws(TaskFailure) -> Double? {
        switch try render(value, keyword) {
        case nil: return nil
        case .int(let number): return Double(number)
        case .double(let number): return number
        case .string(let text) where Double(text) != nil: return Double(text)
        case .some(let rendered): throw wrong(rendered, keyword, "float", at: value?.span)
        }
    }

    func string(_ value: Value?, _ keyword: String?) throws(TaskFailure) -> String? {
        guard let rendered = try render(value, keyword) else { return nil }
        guard let text = try? rendered.string() else { throw wrong(rendered, keyword ?? "", "str", at: value?.span) }
        return text
    }

    /// A list of texts; a single one counts as a list, split at commas where `splits`.
    func strings(_ value: Value?, _ keyword: String, splits: Bool = false) throws(TaskFailure) -> [String] {
        guard let rendered = try render(value, keyword) else { return [] }
        if case .string(let text) = rendered {
            return splits ? text.split(separator: ",").map { $0.trimmed() } : [text]
        }
        guard let items = rendered.sequence else { throw wrong(rendered, keyword, "list", at: value?.span) }
        return items.filter { !$0.isNone && !$0.isOmit }.compactMap { try? $0.string() }
    }

    private func wrong(_ value: Value, _ keyword: String, _ kind: String, at place: Span?) -> TaskFailure {
        let shown = (try? value.representation()) ?? value.typeName
        var cause = Diagnostic(
            "The value \(shown) could not be converted to '\(kind)'.", at: value.span ?? place ?? span)
        cause.isApart = true
        return TaskFailure("Error processing keyword '\(keyword)'.", at: cause.span, cause: cause)
    }
}
