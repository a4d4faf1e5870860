import Jinja
import Loading
import Templating
import Values

/// `to_time_unit`, `to_seconds`, `to_days`, …: durations as people write them, as numbers.
enum DurationFilters {
    static let rows =
        [
            FilterRow("to_time_unit", taking: Signature(parameters: ["unit"], takesKeywords: true)) {
                call throws(TemplateError) in
                try amount(call, try call.text("unit", "ms"))
            }
        ]
        + [
            ("to_milliseconds", "ms"), ("to_seconds", "s"), ("to_minutes", "m"), ("to_hours", "h"), ("to_days", "d"),
            ("to_weeks", "w"), ("to_months", "mo"), ("to_years", "y"),
        ].map { name, unit in
            FilterRow(name, taking: Signature(takesKeywords: true)) { call throws(TemplateError) in
                try amount(call, unit)
            }
        }

    private static let day = 86_400_000.0
    private static let factors: [(String, Double)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", day), ("w", 7 * day), ("mo", 30 * day),
        ("y", 365 * day),
    ]
    private static let names: [(String, String)] = [
        ("millisecond", "ms"), ("msec", "ms"), ("msecond", "ms"), ("sec", "s"), ("second", "s"), ("hour", "h"),
        ("min", "m"), ("minute", "m"), ("day", "d"), ("week", "w"), ("month", "mo"), ("year", "y"),
    ]

    private static func short(_ unit: String) -> String {
        let singular = String(unit.trimmingSuffix("s"))
        return names.first { $0.0 == singular }?.1 ?? unit
    }

    private static func amount(_ call: PluginCall, _ unit: String) throws(TemplateError) -> Value {
        let text = try call.inputText()
        if text == "0" { return 0 }
        var table = Dictionary(factors) { $1 }
        for (name, value) in call.keywords {
            switch name {
            case "year": table["y"] = try value.realNumber() * day
            case "month": table["mo"] = try value.realNumber() * day
            default: throw call.failure("to_time_unit() got unknown keyword arguments: \(name)")
            }
        }
        guard let divisor = table[short(unit)], divisor != 0 else {
            throw call.failure(
                "to_time_unit() can not convert to the following unit: \(unit). "
                    + "Available units (singular or plural): \(names.map(\.0).joined(separator: ", ")). "
                    + "Available short units: \(factors.map(\.0).joined(separator: ", "))")
        }
        let failure = call.failure("to_time_unit() can not interpret following string: \(text)")
        var total = 0.0
        for part in text.split(whereSeparator: \.isWhitespace) {
            let digits = part.prefix { $0 == "-" || $0.isNumber }
            guard let count = Double(digits), let factor = table[short(String(part[digits.endIndex...]))] else {
                throw failure
            }
            total += count * factor
        }
        let scaled = total / divisor
        return .double((scaled * 1e12).rounded(.toNearestOrEven) / 1e12)
    }
}
