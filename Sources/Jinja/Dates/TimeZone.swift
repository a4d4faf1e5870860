import Values

/// Python's `datetime.timezone`: a fixed distance from Greenwich.
final class TimeZone: ValueObject {
    /// Seconds east of Greenwich.
    let offset: Int

    init(offset: Int) { self.offset = offset }

    /// Its name: `UTC`, `UTC+02:00`.
    var name: String {
        let moment = try? ValueDateTime(
            CalendarDate(year: 2000, month: 1, day: 1), hour: 0, minute: 0, second: 0, offset: offset)
        return moment?.formatted("%Z") ?? ""
    }

    var distance: ValueTimeDelta { ValueTimeDelta(microseconds: offset * 1_000_000) }

    var typeName: String { "timezone" }
    func string() throws(ValueError) -> String { name }
    func representation() throws(ValueError) -> String {
        offset == 0 ? "datetime.timezone.utc" : "datetime.timezone(\(try distance.representation()))"
    }

    func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other { (object as? TimeZone)?.offset == offset } else { false }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(offset) }
}
