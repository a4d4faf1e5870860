import Testing
import Values

/// Python's datetime with the same numbers.
@Suite struct DateTests {
    private func time(_ value: Value?) throws -> ValueDateTime {
        let parts = try (value ?? .none).elements().map { value in
            if case .int(let n) = value { n } else { nil as Int? }
        }
        return try ValueDateTime(
            CalendarDate(year: parts[0]!, month: parts[1]!, day: parts[2]!), hour: parts[3]!, minute: parts[4]!,
            second: parts[5]!, microsecond: parts[6]!, offset: parts[7])
    }

    private func text(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) throws -> Value {
        .string(try Value.apply(operation, a, b).string())
    }

    private static let formats = [
        "%Y-%m-%d %H:%M:%S", "%a %A %b %B %d %j %U %w %y", "%f %z %Z", "%%", "", "%I %p %e", "no conversion", "%H%",
    ]

    private func look(_ time: ValueDateTime) throws -> Value {
        let date = ValueDate(time.date)
        return [
            .string(try time.string()), .string(try time.representation()), .string(time.isoFormat()),
            .string(try date.string()), .string(try date.representation()), .int(time.date.ordinal),
            .int(time.date.weekday), .list(DateTests.formats.map { .string(time.formatted($0)) }),
        ]
    }

    private func difference(_ x: ValueDateTime, _ y: ValueDateTime) throws -> Value {
        let a = Value.object(x)
        let b = Value.object(y)
        let delta = try Value.apply(.subtract, a, b)
        return [
            .string(try delta.string()), .string(try delta.representation()), .bool(try Value.compare(.less, a, b)),
            .bool(a == b),
        ]
    }

    private func shifts(_ time: ValueDateTime, _ microseconds: Int) throws -> Value {
        let time = Value.object(time)
        let delta = Value.object(ValueTimeDelta(microseconds: microseconds))
        let hour = Value.object(ValueTimeDelta(microseconds: 3_600_000_000))
        return [
            try text(.add, time, delta), try text(.subtract, time, delta), .string(try delta.string()),
            .string(try delta.representation()), try text(.multiply, delta, 3), try text(.multiply, -3, delta),
            try text(.floorDivide, delta, 7), try text(.add, delta, delta), try Value.apply(.divide, delta, hour),
        ]
    }

    @Test func equalsPython() throws {
        var differences: [String] = []
        for item in try Cases.load("dates") {
            let difference = try Cases.difference(item["outcome"]) {
                if let a = item["a"] { return try self.difference(time(a), time(item["b"])) }
                guard case .int(let delta) = item["delta"] else { return try look(time(item["time"])) }
                return try shifts(time(item["time"]), delta)
            }
            if let difference {
                differences.append("\(try Value.dict(item).representation().prefix(120)): \(difference)")
            }
            guard case .int(let days) = item["days"] else { continue }
            let a = try time(item["a"]).date
            let b = try time(item["b"]).date
            #expect(a.ordinal - b.ordinal == days)
            #expect(try CalendarDate(ordinal: a.ordinal) == a)
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }

    @Test func attributesAndEpochs() throws {
        let time = try ValueDateTime(epoch: 1_700_000_000.5, offset: 3600)
        #expect(try time.string() == "2023-11-14 23:13:20.500000+01:00")
        #expect(time.epoch == 1_700_000_000.5)
        #expect(try time.attribute("hour") == 23)
        #expect(try time.attribute("year") == 2023)
        #expect(try time.attribute("nothing") == nil)
        #expect(try JSON.text(.object(time)) == "\"2023-11-14T23:13:20.500000+01:00\"")
    }
}
