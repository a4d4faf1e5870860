import Jinja
import Regex
import Templating
import Values

/// `sequence`: numbers from here to there as text.
enum SequenceLookup {
    static let rows = [
        LookupRow("sequence") { call throws(TemplateError) in
            if call.terms.isEmpty { return call.options.isEmpty ? [] : try Sequence(call).texts() }
            var texts: [Value] = []
            for term in try call.textTerms() { texts += try Sequence(call, term).texts() }
            return texts
        }
    ]

    private static let limit = 10_000_000

    private struct Sequence {
        var start = 1, end: Int?, count: Int?, stride = 1, format = "%d"

        init(_ call: LookupCall) throws(TemplateError) {
            for (key, value) in call.options { try set(key.text ?? "", try value.python()) }
        }

        /// `[start-]end[/stride][:format]`, or `start=1 end=5 …`.
        init(_ call: LookupCall, _ term: String) throws(TemplateError) {
            try self.init(call)
            let number = "(0?x?[0-9a-f]+)"
            let shortcut = try Pattern("^(?:\(number)-)?\(number)(?:/\(number))?(?::(.+))?$", ignoresCase: true)
            if let match = try shortcut.search(term) {
                if let text = match[1] { try set("start", text) }
                if let text = match[2] { try set("end", text) }
                if let text = match[3] { try set("stride", text) }
                if let text = match[4] { format = text }
                return
            }
            let pairs = KeyValueText(term)
            guard pairs.rest.isEmpty else {
                throw call.failure("unrecognized arguments to with_sequence: ['_raw_params']")
            }
            for (key, value) in pairs.pairs { try set(key, value) }
        }

        private mutating func set(_ key: String, _ text: String) throws(TemplateError) {
            func number() throws(TemplateError) -> Int {
                guard let value = Int(text) else {
                    throw TemplateError(
                        .plugin,
                        "Config '\(key)' for 'sequence' lookup plugin from 'Direct' has an invalid value: "
                            + "Invalid value provided for 'integer': '\(text)'")
                }
                return value
            }
            switch key {
            case "start": start = try number()
            case "end": end = try number()
            case "count": count = try number()
            case "stride": stride = try number()
            case "format": format = text
            default: throw TemplateError(.plugin, "unrecognized arguments to with_sequence: ['\(key)']")
            }
        }

        func texts() throws(TemplateError) -> [Value] {
            guard count != nil || end != nil else {
                throw TemplateError(.plugin, "must specify count or end in with_sequence")
            }
            guard count == nil || end == nil else {
                throw TemplateError(.plugin, "can't specify both count and end in with_sequence")
            }
            var end = end ?? 0, start = start, stride = stride
            if let count {
                if count == 0 {
                    (start, end, stride) = (0, 0, 0)
                } else {
                    let (span, overflow) = count.multipliedReportingOverflow(by: stride)
                    guard !overflow else { throw TemplateError(.plugin, "the sequence is too long") }
                    end = start + span - 1
                }
            }
            if stride > 0, end < start {
                throw TemplateError(.plugin, "to count backwards make stride negative")
            }
            if stride < 0, end > start {
                throw TemplateError(.plugin, "to count forward don't make stride negative")
            }
            guard format.filter({ $0 == "%" }).count == 1 else {
                throw TemplateError(.plugin, "bad formatting string: \(format)")
            }
            guard stride != 0 else { return [] }
            guard (end - start) / stride < SequenceLookup.limit else {
                throw TemplateError(.plugin, "the sequence is too long")
            }
            var texts: [Value] = []
            for number in Swift.stride(from: start, through: end, by: stride) {
                do { texts.append(try Value.apply(.modulo, .string(format), .int(number))) } catch {
                    throw TemplateError(
                        .plugin, "problem formatting \(number) with '\(format)'")
                }
            }
            return texts
        }
    }
}
