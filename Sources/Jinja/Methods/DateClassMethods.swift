import Values

#if canImport(Glibc)
    import Glibc
#endif

/// What Python's date classes themselves offer, reached through any date: other ways to make one, and limits.
enum DateClassMethods {
    /// The methods by their names, with the types that have each.
    static let table: [String: (method: Method, kinds: Set<String>)] = [
        "today": made { (target, arguments) throws(TemplateError) in
            try arguments.check("today", 0...0)
            return try moment(at: now(), in: nil)
        },
        "now": made(["datetime"]) { (_, arguments) throws(TemplateError) in
            try moment(at: now(), in: arguments.bind("now", ["tz"])[0])
        },
        "utcnow": made(["datetime"]) { (_, arguments) throws(TemplateError) in
            try arguments.check("datetime.utcnow", 0...0)
            return try raising { () throws(ValueError) in
                try ValueDateTime(epoch: now(), offset: 0).inZone(nil)
            }
        },
        "fromtimestamp": made { (target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("fromtimestamp", ["timestamp", "tz"])
            return try moment(at: seconds(bound[0], "fromtimestamp"), in: bound[1])
        },
        "utcfromtimestamp": made(["datetime"]) { (_, arguments) throws(TemplateError) in
            let epoch = try seconds(arguments.bind("utcfromtimestamp", ["timestamp"])[0], "utcfromtimestamp")
            return try raising { () throws(ValueError) in
                try ValueDateTime(epoch: epoch, offset: 0).inZone(nil)
            }
        },
        "fromordinal": made { (_, arguments) throws(TemplateError) in
            let ordinal = try number(arguments, 0, of: "fromordinal", 1)
            guard ordinal >= 1 else { throw TemplateError(.value, "ordinal must be >= 1") }
            guard ordinal <= 3_652_059 else { throw TemplateError(.value, "year is out of range") }
            return try raising { () throws(ValueError) in try midnight(CalendarDate(ordinal: ordinal)) }
        },
        "fromisocalendar": made { (_, arguments) throws(TemplateError) in
            let bound = try arguments.bind("fromisocalendar", ["year", "week", "day"])
            var fields: [Int] = []
            for (index, name) in ["year", "week", "day"].enumerated() {
                guard let value = bound[index] else {
                    throw TemplateError(
                        .type,
                        "fromisocalendar() missing required argument '\(name)' (pos \(index + 1))")
                }
                fields.append(try value.index())
            }
            return try raising { () throws(ValueError) in
                try midnight(CalendarDate(isoYear: fields[0], week: fields[1], day: fields[2]))
            }
        },
        "fromisoformat": (
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check("fromisoformat", 1...1)
                guard case .string(let text) = arguments.positional[0] else {
                    throw TemplateError(.type, "fromisoformat: argument must be str")
                }
                return .object(
                    try raising { () throws(ValueError) in
                        switch target.object {
                        case is ValueDate: ValueDate(try ISOText.date(text))
                        case is TimeOfDay: try ISOText.time(text)
                        default: try ISOText.moment(text)
                        }
                    })
            }, ["date", "datetime", "time"]
        ),
        "strptime": made(["datetime"]) { (_, arguments) throws(TemplateError) in
            try arguments.check("strptime", 2...2)
            let (text, format) = (
                try arguments.text(0, of: "strptime"), try arguments.text(1, of: "strptime")
            )
            do throws(TimeParser.Failure) { return try TimeParser.date(text, format) } catch {
                throw TemplateError(.value, error.message)
            }
        },
        "combine": made(["datetime"]) { (_, arguments) throws(TemplateError) in
            let bound = try arguments.bind("combine", ["date", "time", "tzinfo"])
            let moment = bound[0]?.object as? ValueDateTime
            guard let date = moment?.date ?? (bound[0]?.object as? ValueDate)?.date else {
                throw wrongType("combine", 1, "datetime.date", bound[0])
            }
            guard let time = (bound[1]?.object as? TimeOfDay)?.moment else {
                throw wrongType("combine", 2, "datetime.time", bound[1])
            }
            let zone = bound[2].map { ($0.object as? TimeZone)?.offset } ?? time.offset
            return try raising { () throws(ValueError) in
                try ValueDateTime(
                    date, hour: time.hour, minute: time.minute, second: time.second,
                    microsecond: time.microsecond, offset: zone)
            }
        },
    ]

    static let properties: [String: @Sendable (Value) -> Value?] = [
        "min": { limit($0, day: 1, fraction: 0) },
        "max": { limit($0, day: 3_652_059, fraction: ValueTimeDelta.day - 1) },
        "resolution": { value in
            switch value.object {
            case is ValueDate: .object(ValueTimeDelta(microseconds: ValueTimeDelta.day))
            case is ValueDateTime, is TimeOfDay, is ValueTimeDelta: .object(ValueTimeDelta(microseconds: 1))
            default: nil
            }
        },
    ]

    /// The least or greatest value of the type of `value`; those of stretches of time are longer than ours can be.
    private static func limit(_ value: Value, day: Int, fraction: Int) -> Value? {
        guard let date = try? CalendarDate(ordinal: day), let moment = moment(date, fraction) else { return nil }
        switch value.object {
        case is ValueDate: return .object(ValueDate(date))
        case is ValueDateTime: return .object(moment)
        case is TimeOfDay: return (try? TimeOfDay(of: moment)).map { .object($0) }
        default: return nil
        }
    }

    private static func moment(_ date: CalendarDate, _ fraction: Int) -> ValueDateTime? {
        let seconds = fraction / 1_000_000
        return try? ValueDateTime(
            date, hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60,
            microsecond: fraction % 1_000_000)
    }

    /// A method that makes a time, or its day where it is a date that was asked.
    private static func made(
        _ kinds: Set<String> = ["date", "datetime"],
        _ body: @escaping @Sendable (Value, CallArguments) throws(TemplateError) -> ValueDateTime
    ) -> (method: Method, kinds: Set<String>) {
        (
            { (_, target, arguments) throws(TemplateError) in
                let moment = try body(target, arguments)
                return .object(target.object is ValueDate ? ValueDate(moment.date) : moment)
            }, kinds
        )
    }

    private static func midnight(_ date: CalendarDate) throws(ValueError) -> ValueDateTime {
        try ValueDateTime(date, hour: 0, minute: 0, second: 0)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + (Double(time.tv_nsec) / 1e9)
    }

    /// The time at `epoch`, in `zone` or else, without a zone of its own, by this machine's clock.
    private static func moment(at epoch: Double, in zone: Value?) throws(TemplateError) -> ValueDateTime {
        if let zone, !zone.isNone {
            guard let zone = zone.object as? TimeZone else {
                throw TemplateError(
                    .type, "tzinfo argument must be None or of a tzinfo subclass, not type '\(zone.typeName)'")
            }
            return try raising { () throws(ValueError) in try ValueDateTime(epoch: epoch, offset: zone.offset) }
        }
        guard epoch.magnitude < 1e12 else { throw TemplateError(.value, "year is out of range") }
        let offset = LocalClock.offset(at: epoch)
        return try raising { () throws(ValueError) in
            try ValueDateTime(epoch: epoch, offset: offset).inZone(nil)
        }
    }

    private static func seconds(_ value: Value?, _ function: String) throws(TemplateError) -> Double {
        switch value {
        case .double(let seconds)?: return seconds
        case nil:
            throw TemplateError(.type, "\(function)() missing required argument 'timestamp' (pos 1)")
        case let value?: return Double(try value.index())
        }
    }

    private static func number(
        _ arguments: CallArguments, _ index: Int, of function: String, _ count: Int
    ) throws(TemplateError) -> Int {
        try arguments.check(function, count...count)
        return try arguments.positional[index].index()
    }

    private static func wrongType(_ function: String, _ place: Int, _ wanted: String, _ value: Value?) -> TemplateError
    {
        TemplateError(
            .type, "\(function)() argument \(place) must be \(wanted), not \(value?.typeName ?? "None")")
    }
}

extension ValueDateTime {
    /// What the clock shows, with another zone written to it.
    fileprivate func inZone(_ offset: Int?) throws(ValueError) -> ValueDateTime {
        try ValueDateTime(
            date, hour: hour, minute: minute, second: second, microsecond: microsecond, offset: offset)
    }
}
