import Loading
import System
import Templating
import Values

/// What a journal has recorded of the run so far.
struct JournalHistory: Sendable {
    struct HostKey: Hashable, Sendable {
        var batch: JournalBatch
        var host: String
    }

    private(set) var arguments: JournalArguments?
    /// The content that was read while nothing ran, by path.
    private(set) var contents: [String: ContentLog.Entry] = [:]
    var plays: [Int: JournalPlay] = [:]
    /// The turns of each host, in order.
    var turns: [HostKey: [JournalTurn]] = [:]
    /// Items of loops whose task has not ended or has failed, by their index.
    private(set) var items: [JournalPlace: [Int: JournalItem]] = [:]
    /// Hosts whose owed handlers have been run apart, and the turn at which they go on with their play.
    private(set) var paid: [HostKey: Int] = [:]

    init() {}

    init(_ records: [[UInt8]]) throws(WireError) {
        for (order, record) in records.enumerated() { take(try JournalRecord(record), order) }
    }

    private mutating func take(_ record: JournalRecord, _ order: Int) {
        switch record {
        case .arguments(let arguments): self.arguments = self.arguments ?? arguments
        case .content(let entry): contents[entry.path] = entry
        case .play(let number, let play): plays[number] = play
        case .turn(let place, var turn):
            turn.order = order
            turn.number = place.number
            drop(from: place)
            turns[HostKey(batch: place.batch, host: place.host), default: []].append(turn)
        case .item(let place, let index, let item):
            drop(from: place)
            items[place, default: [:]][index] = item
        case .paid(let batch, let host):
            let key = HostKey(batch: batch, host: host)
            let known = turns[key] ?? []
            paid[key] = known.firstIndex(where: \.isFailure) ?? known.count
        }
    }

    /// A turn is taken again: what followed it once is no more.
    private mutating func drop(from place: JournalPlace) {
        let key = HostKey(batch: place.batch, host: place.host)
        guard let known = turns[key], known.count > place.number else { return }
        turns[key] = Array(known.prefix(place.number))
        if let number = paid[key], number > place.number { paid[key] = nil }
        items = items.filter { other, _ in
            other.batch != place.batch || other.host != place.host || other.number <= place.number
        }
    }

    /// Whether anything has run.
    var isEmpty: Bool { turns.isEmpty && items.isEmpty }
}
