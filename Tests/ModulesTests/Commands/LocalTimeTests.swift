import Testing

@testable import Modules

/// The expected stamps are those of Python's datetime in the same zone.
@Suite struct LocalTimeTests {
    @Test(arguments: [
        (0.0, "1970-01-01 00:00:00"), (1_709_164_800.25, "2024-02-29 00:00:00.250000"),
        (1_795_241_262.718608, "2026-11-21 06:07:42.718608"), (-1.0, "1969-12-31 23:59:59"),
    ]) func universal(_ seconds: Double, _ text: String) {
        #expect(LocalTime(seconds, offset: .utc).description == text)
    }

    @Test(arguments: [
        (1_711_846_799, 3600), (1_711_846_800, 7200), (1_729_990_799, 7200), (1_729_990_800, 3600),
    ]) func summerTimeBeginsAndEnds(_ moment: Int, _ offset: Int) throws {
        let rule = try #require(TimeZoneRule("CET-1CEST,M3.5.0,M10.5.0/3"))
        #expect(rule.offset(at: moment).seconds == offset)
    }

    @Test func theSouthHasSummerAtNewYear() throws {
        let rule = try #require(TimeZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3"))
        #expect(
            rule.offset(at: 1_704_067_200) == TimeZoneOffset(seconds: 39600, abbreviation: "AEDT", isDaylight: true))
        #expect(rule.offset(at: 1_719_792_000).abbreviation == "AEST")
    }

    @Test(arguments: ["", "X", "CET", "CET-1CEST,M13.1.0,M1.1.0"]) func refuses(_ text: String) {
        #expect(TimeZoneRule(text) == nil)
    }

    @Test(arguments: [
        (0.001529, "0:00:00.001529"), (61.0, "0:01:01"), (86_400.0, "1 day, 0:00:00"),
        (180_000.5, "2 days, 2:00:00.500000"),
    ]) func durations(_ seconds: Double, _ text: String) { #expect(LocalTime.duration(seconds) == text) }

    @Test func weekNumbersBeginOnMondays() {
        #expect(LocalTime(1_704_067_200, offset: .utc).stamp("%A %w %W") == "Monday 1 01")
        #expect(LocalTime(1_672_531_200, offset: .utc).stamp("%A %w %W") == "Sunday 0 00")
    }
}
