import Jinja
import Values

/// Python's `datetime.timedelta`: what the difference of two dates is.
final class TimeDelta: ValueObject {
    let ticks: Int

    init(ticks: Int) { self.ticks = ticks }

    var days: Int { floorDivision(ticks, 86_400_000_000) }
    private var dayTicks: Int { ticks - days * 86_400_000_000 }
    var seconds: Int { dayTicks / 1_000_000 }
    var microseconds: Int { dayTicks % 1_000_000 }
    var totalSeconds: Double { Double(ticks) / 1_000_000 }

    var typeName: String { "timedelta" }

    func string() throws(ValueError) -> String {
        let plural = days.magnitude == 1 ? "" : "s"
        let head = days == 0 ? "" : "\(days) day\(plural), "
        let fraction = microseconds == 0 ? "" : ".\(padded(microseconds, 6))"
        return "\(head)\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))\(fraction)"
    }

    func representation() throws(ValueError) -> String {
        let parts = [("days", days), ("seconds", seconds), ("microseconds", microseconds)].filter { $0.1 != 0 }
        return "datetime.timedelta(\(parts.isEmpty ? "0" : parts.map { "\($0)=\($1)" }.joined(separator: ", ")))"
    }

    func truth() -> Bool { ticks != 0 }

    func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other, let delta = object as? TimeDelta { delta.ticks == ticks } else { false }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(ticks) }

    func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let delta = object as? TimeDelta else { return nil }
        return ticks < delta.ticks ? -1 : ticks > delta.ticks ? 1 : 0
    }

    func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        switch other {
        case .object(let object):
            guard let delta = object as? TimeDelta else { return nil }
            switch operation {
            case .add: return .object(TimeDelta(ticks: ticks + delta.ticks))
            case .subtract where !reflected: return .object(TimeDelta(ticks: ticks - delta.ticks))
            default: return nil
            }
        case .int(let factor) where operation == .multiply:
            let (product, overflow) = ticks.multipliedReportingOverflow(by: factor)
            if overflow { throw ValueError(.overflow, "date value out of range") }
            return .object(TimeDelta(ticks: product))
        default: return nil
        }
    }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "days": .int(days)
        case "seconds": .int(seconds)
        case "microseconds": .int(microseconds)
        case "total_seconds":
            .object(
                FunctionObject("total_seconds") { [totalSeconds] _, _ throws(TemplateError) in .double(totalSeconds) })
        default: nil
        }
    }
}
