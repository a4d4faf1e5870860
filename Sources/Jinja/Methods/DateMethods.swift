import Values

#if canImport(Glibc)
    import Glibc
#endif

/// The methods and attributes of Python's dates, times, stretches of time and time zones.
enum DateMethods {
    static let properties: [String: @Sendable (Value) -> Value?] = [
        "tzinfo": { value in
            switch value.object {
            case let moment as ValueDateTime: zone(moment.offset)
            case let time as TimeOfDay: zone(time.moment.offset)
            default: nil
            }
        },
        "fold": { $0.object is ValueDateTime || $0.object is TimeOfDay ? .int(0) : nil },
    ]

    /// The methods by their names; ``kinds(of:)`` tells which objects have one.
    static let table: [String: Method] = [
        "strftime": { (_, target, arguments) throws(TemplateError) in
            guard let format = try arguments.bind("strftime", ["format"])[0] else {
                throw TemplateError(.type, "strftime() missing required argument 'format' (pos 1)")
            }
            guard case .string(let format) = format else {
                throw TemplateError(.type, "strftime() argument 1 must be str, not \(format.typeName)")
            }
            return .string(target.shown(by: format))
        },
        "isoformat": { (_, target, arguments) throws(TemplateError) in
            switch target.object {
            case let date as ValueDate: .string(date.date.isoFormat)
            case let moment as ValueDateTime:
                try isoFormat(moment, arguments.bind("isoformat", ["sep", "timespec"]))
            case let time as TimeOfDay:
                try timeFormat(time, arguments.bind("isoformat", ["timespec"])[0])
            default: Value.none
            }
        },
        "weekday": day { .int($0.weekday) },
        "isoweekday": day { .int($0.weekday + 1) },
        "toordinal": day { .int($0.ordinal) },
        "isocalendar": day { date in
            let week = date.isoWeek
            return .object(
                NamedTuple(
                    "IsoCalendarDate", heading: "datetime.IsoCalendarDate",
                    ["year": .int(week[0]), "week": .int(week[1]), "weekday": .int(week[2])]))
        },
        "ctime": { (_, target, _) throws(TemplateError) in .string(target.shown(by: "%a %b %e %H:%M:%S %Y")) },
        "timetuple": { (_, target, _) throws(TemplateError) in
            target.calendarDate.map { fields($0, target.object as? ValueDateTime, isDaylight: -1) } ?? .none
        },
        "utctimetuple": moment { (moment, _) throws(TemplateError) in
            let moment = try raising { () throws(ValueError) in try ValueDateTime(epoch: moment.epoch, offset: nil) }
            return fields(moment.date, moment, isDaylight: 0)
        },
        "replace": { (_, target, arguments) throws(TemplateError) in try replaced(target, arguments) },
        "total_seconds": { (_, target, _) throws(TemplateError) in
            (target.object as? ValueTimeDelta).map { .double($0.totalSeconds) } ?? .none
        },
        "date": moment { (moment, _) throws(TemplateError) in .object(ValueDate(moment.date)) },
        "time": moment { (moment, _) throws(TemplateError) in try time(of: moment, keepsZone: false) },
        "timetz": moment { (moment, _) throws(TemplateError) in try time(of: moment, keepsZone: true) },
        "timestamp": moment { (moment, _) throws(TemplateError) in
            .double(moment.epoch - Double(moment.offset == nil ? moment.localOffset : 0))
        },
        "astimezone": moment { (moment, arguments) throws(TemplateError) in
            let offset = moment.offset ?? moment.localOffset
            let epoch = moment.offset == nil ? moment.epoch - Double(offset) : moment.epoch
            let given = try arguments.bind("astimezone", ["tz"])[0]?.object as? TimeZone
            let new = given?.offset ?? LocalClock.offset(at: epoch)
            return try raising { () throws(ValueError) in .object(try ValueDateTime(epoch: epoch, offset: new)) }
        },
        "utcoffset": { (_, target, _) throws(TemplateError) in
            target.zoneOffset.map { .object(TimeZone(offset: $0).distance) } ?? .none
        },
        "tzname": { (_, target, _) throws(TemplateError) in
            target.zoneOffset.map { .string(TimeZone(offset: $0).name) } ?? .none
        },
        "dst": moment { (_, _) throws(TemplateError) in .none },
    ]

    /// The kinds of objects that have the method of that name.
    static func kinds(of name: String) -> Set<String> {
        switch name {
        case "strftime", "isoformat", "replace": ["date", "datetime", "time"]
        case "weekday", "isoweekday", "toordinal", "isocalendar", "ctime", "timetuple": ["date", "datetime"]
        case "date", "time", "timetz", "timestamp", "astimezone", "utctimetuple": ["datetime"]
        case "utcoffset", "tzname", "dst": ["datetime", "time", "timezone"]
        default: ["timedelta"]
        }
    }

    /// Python's `time.struct_time`.
    private static func fields(_ date: CalendarDate, _ time: ValueDateTime?, isDaylight: Int) -> Value {
        .object(
            NamedTuple(
                "struct_time", heading: "time.struct_time",
                [
                    "tm_year": .int(date.year), "tm_mon": .int(date.month), "tm_mday": .int(date.day),
                    "tm_hour": .int(time?.hour ?? 0), "tm_min": .int(time?.minute ?? 0),
                    "tm_sec": .int(time?.second ?? 0), "tm_wday": .int(date.weekday),
                    "tm_yday": .int(date.dayOfYear), "tm_isdst": .int(isDaylight),
                ],
                more: [
                    "tm_zone": .none, "tm_gmtoff": .none, "n_fields": 11, "n_sequence_fields": 9,
                    "n_unnamed_fields": 0,
                ]))
    }

    private static func zone(_ offset: Int?) -> Value { offset.map { .object(TimeZone(offset: $0)) } ?? .none }

    private static func day(_ body: @escaping @Sendable (CalendarDate) -> Value) -> Method {
        { (_, target, _) throws(TemplateError) in target.calendarDate.map(body) ?? .none }
    }

    private static func moment(
        _ body: @escaping @Sendable (ValueDateTime, CallArguments) throws(TemplateError) -> Value
    ) -> Method {
        { (_, target, arguments) throws(TemplateError) in
            guard let moment = target.object as? ValueDateTime else { return .none }
            return try body(moment, arguments)
        }
    }

    private static func time(of moment: ValueDateTime, keepsZone: Bool) throws(TemplateError) -> Value {
        try raising { () throws(ValueError) in .object(try TimeOfDay(of: moment, keepsZone: keepsZone)) }
    }
}

// Texts and changed copies.
extension DateMethods {
    private static func isoFormat(_ moment: ValueDateTime, _ bound: [Value?]) throws(TemplateError) -> Value {
        let separator = try bound[0].map { (value) throws(TemplateError) in
            try raising { () throws(ValueError) in try value.string() }
        }
        let time = try timeFormat(
            raising { () throws(ValueError) in try TimeOfDay(of: moment, keepsZone: true) }, bound[1])
        return .string(moment.date.isoFormat + (separator ?? "T") + (time.text ?? ""))
    }

    private static func timeFormat(_ time: TimeOfDay, _ precision: Value?) throws(TemplateError) -> Value {
        let full = time.isoFormat(), fraction = padded(time.moment.microsecond, 6)
        let zone = String(full[(full.firstIndex { $0 == "+" || $0 == "-" } ?? full.endIndex)...])
        func head(_ count: Int) -> String { String(full.prefix(count)) }
        switch precision?.rawText ?? "auto" {
        case "auto": return .string(full)
        case "hours": return .string(head(2) + zone)
        case "minutes": return .string(head(5) + zone)
        case "seconds": return .string(head(8) + zone)
        case "milliseconds": return .string(head(8) + "." + fraction.prefix(3) + zone)
        case "microseconds": return .string(head(8) + "." + fraction + zone)
        default: throw TemplateError(.value, "Unknown timespec value")
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static let dateFields = ["year", "month", "day"]
    private static let timeFields = ["hour", "minute", "second", "microsecond", "tzinfo"]

    private static func replaced(_ target: Value, _ arguments: CallArguments) throws(TemplateError) -> Value {
        let names =
            switch target.object {
            case is ValueDate: dateFields
            case is TimeOfDay: timeFields
            default: dateFields + timeFields
            }
        let bound = try arguments.bind("replace", names)
        func field(_ name: String, _ standard: Int) throws(TemplateError) -> Int {
            guard let index = names.firstIndex(of: name), let given = bound[index] else { return standard }
            return try given.index()
        }
        let old = target.calendarDate
        let (year, month, day) = (
            try field("year", old?.year ?? 1900), try field("month", old?.month ?? 1), try field("day", old?.day ?? 1)
        )
        let moment = target.object as? ValueDateTime ?? (target.object as? TimeOfDay)?.moment
        let (hour, minute) = (try field("hour", moment?.hour ?? 0), try field("minute", moment?.minute ?? 0))
        let (second, fraction) = (
            try field("second", moment?.second ?? 0), try field("microsecond", moment?.microsecond ?? 0)
        )
        var offset = moment?.offset
        if let index = names.firstIndex(of: "tzinfo"), let given = bound[index] {
            guard given.isNone || given.object is TimeZone else {
                throw TemplateError(
                    .type, "tzinfo argument must be None or of a tzinfo subclass, not type '\(given.typeName)'")
            }
            offset = (given.object as? TimeZone)?.offset
        }
        let zone = offset
        return try raising { () throws(ValueError) in
            let date = try CalendarDate(year: year, month: month, day: day)
            if target.object is ValueDate { return .object(ValueDate(date)) }
            let new = try ValueDateTime(
                date, hour: hour, minute: minute, second: second, microsecond: fraction, offset: zone)
            return .object(target.object is TimeOfDay ? try TimeOfDay(of: new, keepsZone: true) : new)
        }
    }
}

extension Value {
    fileprivate var calendarDate: CalendarDate? {
        switch object {
        case let date as ValueDate: date.date
        case let moment as ValueDateTime: moment.date
        default: nil
        }
    }

    /// Seconds east of Greenwich; nil where there is no zone.
    fileprivate var zoneOffset: Int? {
        switch object {
        case let moment as ValueDateTime: moment.offset
        case let time as TimeOfDay: time.moment.offset
        case let zone as TimeZone: zone.offset
        default: nil
        }
    }

    func shown(by format: String) -> String {
        switch object {
        case let date as ValueDate: date.formatted(format)
        case let moment as ValueDateTime: moment.formatted(format)
        case let time as TimeOfDay: time.moment.formatted(format)
        default: ""
        }
    }
}

extension CalendarDate {
    /// ISO year, week and weekday, Monday being 1.
    fileprivate var isoWeek: [Int] {
        guard let thursday = try? CalendarDate(ordinal: ordinal - weekday + 3) else { return [year, 1, weekday + 1] }
        return [thursday.year, (thursday.dayOfYear - 1) / 7 + 1, weekday + 1]
    }
}

/// The clock of this machine's time zone.
public enum LocalClock {
    /// Seconds east of Greenwich at `epoch`.
    public static func offset(at epoch: Double) -> Int {
        var moment = time_t(epoch.rounded(.down)), fields = tm()
        localtime_r(&moment, &fields)
        return fields.tm_gmtoff
    }
}

extension ValueDateTime {
    /// Seconds east of Greenwich that this machine's clock has where it shows this time.
    fileprivate var localOffset: Int {
        var fields = tm()
        fields.tm_year = Int32(date.year - 1900)
        fields.tm_mon = Int32(date.month - 1)
        fields.tm_mday = Int32(date.day)
        fields.tm_hour = Int32(hour)
        fields.tm_min = Int32(minute)
        fields.tm_sec = Int32(second)
        fields.tm_isdst = -1
        mktime(&fields)
        return fields.tm_gmtoff
    }
}
