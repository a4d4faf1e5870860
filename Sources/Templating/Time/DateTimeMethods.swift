import Jinja
import Values

/// The methods of a date by their names in Python.
enum DateTimeMethods {
    private typealias Body = @Sendable (DateTime, [Value]) throws(ValueError) -> Value

    private static let table: [String: Body] = [
        "strftime": { date, arguments throws(ValueError) in
            guard case .string(let format)? = arguments.first else {
                throw ValueError(.type, "strftime() argument 1 must be str")
            }
            return .string(TimeFormat.text(format, date.fields, microsecond: date.microsecond))
        },
        "isoformat": { date, arguments throws(ValueError) in
            let separator = try arguments.first?.string() ?? "T"
            return .string("\(date.dateText)\(separator)\(date.timeText)")
        },
        "timestamp": { date, _ throws(ValueError) in .double(date.timestamp) },
        "weekday": { date, _ throws(ValueError) in .int(date.weekday) },
        "isoweekday": { date, _ throws(ValueError) in .int(date.weekday + 1) },
        "toordinal": { date, _ throws(ValueError) in .int(floorDivision(date.ticks, 86_400_000_000) + 719_163) },
        "isocalendar": { date, _ throws(ValueError) in
            .tuple([.int(date.isoWeek.year), .int(date.isoWeek.week), .int(date.weekday + 1)])
        },
        "ctime": { date, _ throws(ValueError) in .string(TimeFormat.text("%a %b %e %H:%M:%S %Y", date.fields)) },
        "date": { date, _ throws(ValueError) in .string(date.dateText) },
        "time": { date, _ throws(ValueError) in .string(date.timeText) },
    ]

    static func named(_ name: String, of date: DateTime) -> Value? {
        table[name].map { body in
            .object(
                FunctionObject(name) { _, arguments throws(TemplateError) in
                    try raising { () throws(ValueError) in try body(date, arguments.positional) }
                })
        }
    }
}
