package import System

/// How far local time is from UTC at one moment.
package struct TimeZoneOffset: Sendable, Hashable {
    /// East of Greenwich.
    package var seconds: Int
    package var abbreviation: String
    package var isDaylight: Bool

    package static let utc = TimeZoneOffset(seconds: 0, abbreviation: "UTC", isDaylight: false)

    /// `+0200`.
    package var text: String {
        let minutes = abs(seconds) / 60
        return (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + padded(minutes % 60, 2)
    }
}

/// A time zone: transitions of a TZif file (RFC 8536), then a POSIX rule for what comes after the last.
package struct TimeZone: Sendable {
    package var transitions: [(at: Int, offset: TimeZoneOffset)]
    package var first: TimeZoneOffset
    package var rule: TimeZoneRule?

    package static let utc = TimeZone(transitions: [], first: .utc, rule: nil)

    package func offset(at moment: Int) -> TimeZoneOffset {
        guard let last = transitions.last else { return rule?.offset(at: moment) ?? first }
        if moment >= last.at, let rule { return rule.offset(at: moment) }
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= moment { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : transitions[low - 1].offset
    }

    /// The standard-time and daylight-time offsets in force around `moment`; equal where there is no daylight time.
    package func names(around moment: Int) -> (standard: TimeZoneOffset, daylight: TimeZoneOffset) {
        let samples = (0..<12).map { offset(at: moment + ($0 - 6) * 2_629_746) }
        let standard = samples.first { !$0.isDaylight } ?? offset(at: moment)
        return (standard, samples.first { $0.isDaylight } ?? standard)
    }

    /// The zone of TZ or of /etc/localtime; UTC where neither says.
    package static func local(on system: some System) async -> TimeZone {
        var path = "/etc/localtime"
        if let name = (try? await system.environment())?["TZ"] {
            guard !name.isEmpty else { return .utc }
            let file = name.hasPrefix(":") ? String(name.dropFirst()) : name
            path = file.hasPrefix("/") ? file : "/usr/share/zoneinfo/\(file)"
            if !file.has(".."), let bytes = try? await system.read(path, limit: 1 << 20), let zone = TimeZone(bytes) {
                return zone
            }
            guard let rule = TimeZoneRule(name) else { return .utc }
            return TimeZone(transitions: [], first: rule.standard, rule: rule)
        }
        guard let bytes = try? await system.read(path, limit: 1 << 20) else { return .utc }
        return TimeZone(bytes) ?? .utc
    }
}

extension TimeZone {
    /// From a TZif file's bytes; nil where they are none.
    package init?(_ bytes: [UInt8]) {
        guard let header = Header(bytes, at: 0) else { return nil }
        if header.version >= 2, let second = Header(bytes, at: 44 + header.length(timeSize: 4)) {
            self.init(bytes, header: second, timeSize: 8)
            let end = second.start + 44 + second.length(timeSize: 8)
            let footer = bytes[min(end, bytes.count)...].split(separator: 10).first
            rule = footer.flatMap { TimeZoneRule(String(decoding: $0, as: UTF8.self)) }
        } else {
            self.init(bytes, header: header, timeSize: 4)
        }
    }

    private struct Header {
        let start: Int, version: Int, counts: [Int]

        init?(_ bytes: [UInt8], at start: Int) {
            guard start >= 0, bytes.count >= start + 44, Array(bytes[start..<start + 4]) == Array("TZif".utf8) else {
                return nil
            }
            self.start = start
            version = max(0, Int(bytes[start + 4]) - 0x30)
            counts = (0..<6).map { TimeZone.number(bytes, at: start + 20 + $0 * 4, size: 4) & 0xffff_ffff }
            guard counts.allSatisfy({ $0 < 1 << 20 }), bytes.count >= start + 44 + length(timeSize: 4) else {
                return nil
            }
        }

        var transitionCount: Int { counts[3] }
        var typeCount: Int { counts[4] }
        var characterCount: Int { counts[5] }

        func length(timeSize: Int) -> Int {
            transitionCount * (timeSize + 1) + typeCount * 6 + characterCount + counts[2] * (timeSize + 4)
                + counts[1] + counts[0]
        }
    }

    private init?(_ bytes: [UInt8], header: Header, timeSize: Int) {
        let times = header.start + 44
        let kinds = times + header.transitionCount * timeSize
        let types = kinds + header.transitionCount
        let names = types + header.typeCount * 6
        guard bytes.count >= names + header.characterCount, header.typeCount > 0 else { return nil }
        let offsets = (0..<header.typeCount).map { index in
            let place = types + index * 6
            let name = names + min(Int(bytes[place + 5]), header.characterCount)
            let text = bytes[name..<names + header.characterCount].prefix { $0 != 0 }
            return TimeZoneOffset(
                seconds: Self.number(bytes, at: place, size: 4), abbreviation: String(decoding: text, as: UTF8.self),
                isDaylight: bytes[place + 4] != 0)
        }
        transitions = (0..<header.transitionCount).compactMap { index in
            let kind = Int(bytes[kinds + index])
            guard kind < offsets.count else { return nil }
            return (Self.number(bytes, at: times + index * timeSize, size: timeSize), offsets[kind])
        }
        first = offsets.first { !$0.isDaylight } ?? offsets[0]
        rule = nil
    }

    /// A signed big-endian number.
    private static func number(_ bytes: [UInt8], at place: Int, size: Int) -> Int {
        let bits = bytes[place..<place + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 8 ? Int(Int64(bitPattern: bits)) : Int(Int32(bitPattern: UInt32(truncatingIfNeeded: bits)))
    }
}
