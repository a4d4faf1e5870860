import Loading
import System
import Templating
import Values

/// A batch of a play, both by their numbers in the run, from 0, or one of the roles that run side by side in it.
struct JournalBatch: Hashable, Sendable {
    var play: Int
    var batch: Int
    /// The number of the role, from 1; 0 for what is no such role.
    var branch = 0
}

/// Whose turn it is: a host in a batch, by the number of turns that it has had before, from 0.
struct JournalPlace: Hashable, Sendable {
    var batch: JournalBatch
    var host: String
    var number: Int
}

/// A turn of a host that is over: a task and what it came to, or the condition of a `meta` task and whether it held.
struct JournalTurn: Sendable {
    var isDecision = false
    var fingerprint: TaskFingerprint
    /// What an operator knows the task by: its name, and `file:line`.
    var name: String
    var path: String
    /// Whether it failed, or the host could not be reached, and nothing forgave that.
    var isFailure = false
    /// The files of content that the task has read.
    var reads: [ContentLog.Entry] = []
    /// What ``OutcomeArchive`` made of the outcome; one byte of a decision.
    var body: [UInt8]
    /// Its number among all records, and among those of the host.
    var order = 0
    var number = 0
}

/// An item of a loop that is over.
struct JournalItem: Sendable {
    var fingerprint: TaskFingerprint
    /// The item's value, digested.
    var item: [UInt8]
    var isFailure = false
    /// Whether ``body`` is the module's answer as it came; else it is what ``OutcomeArchive`` made of the item's end.
    var isAnswer = false
    var body: [UInt8]
}

/// A play as it was when it began.
struct JournalPlay: Sendable, Equatable {
    var hosts: [String]
    var batches: [[String]]
    /// The answers of `vars_prompt`, and which of them were not shown.
    var prompted: Dict
    var secrets: [String]
    /// A digest of its variables.
    var variables: [UInt8] = []
}

/// What a run was asked for.
public struct JournalArguments: Sendable, Equatable {
    /// The name by which the command was called, and the words behind it.
    public var program: String
    public var words: [String]
    /// The directory in which it was called.
    public var directory: String
    /// The environment variables that Ansible and swiftplay read.
    public var environment: [String: String]

    public init(program: String, words: [String], directory: String, environment: [String: String]) {
        self.program = program
        self.words = words
        self.directory = directory
        self.environment = environment
    }
}

/// One record of a journal.
enum JournalRecord: Sendable {
    case arguments(JournalArguments)
    case content(ContentLog.Entry)
    case play(number: Int, JournalPlay)
    case turn(JournalPlace, JournalTurn)
    case item(JournalPlace, index: Int, JournalItem)
    /// The handlers that the host owed by then have been run apart from their play.
    case paid(JournalBatch, host: String)

    private enum Kind: UInt8 { case arguments = 1, content, play, turn, item, paid }

    var bytes: [UInt8] { Array(parts.joined()) }

    /// The record's bytes: a head and, where it has one, a body, which may be large and is not copied.
    var parts: [[UInt8]] {
        var writer = ByteWriter()
        switch self {
        case .arguments(let arguments):
            writer.byte(Kind.arguments.rawValue)
            writer.text(arguments.program)
            writer.text(arguments.directory)
            OutcomeArchive.write(arguments.words, to: &writer)
            OutcomeArchive.write(arguments.environment.sorted { $0.key < $1.key }.flatMap { [$0, $1] }, to: &writer)
        case .content(let entry):
            writer.byte(Kind.content.rawValue)
            writer.write(entry)
        case .play(let number, let play):
            writer.byte(Kind.play.rawValue)
            writer.count(number)
            OutcomeArchive.write(play.hosts, to: &writer)
            writer.count(play.batches.count)
            for batch in play.batches { OutcomeArchive.write(batch, to: &writer) }
            ValueArchive.write(play.prompted, to: &writer)
            OutcomeArchive.write(play.secrets, to: &writer)
            writer.blob(play.variables)
        case .turn(let place, let turn):
            writer.byte(Kind.turn.rawValue)
            writer.write(place)
            writer.flag(turn.isDecision)
            writer.blob(turn.fingerprint.bytes)
            writer.text(turn.name)
            writer.text(turn.path)
            writer.flag(turn.isFailure)
            writer.count(turn.reads.count)
            for entry in turn.reads { writer.write(entry) }
            writer.count(turn.body.count)
            return [writer.bytes, turn.body]
        case .item(let place, let index, let item):
            writer.byte(Kind.item.rawValue)
            writer.write(place)
            writer.count(index)
            writer.blob(item.fingerprint.bytes)
            writer.blob(item.item)
            writer.flag(item.isFailure)
            writer.flag(item.isAnswer)
            writer.count(item.body.count)
            return [writer.bytes, item.body]
        case .paid(let batch, let host):
            writer.byte(Kind.paid.rawValue)
            writer.write(JournalPlace(batch: batch, host: host, number: 0))
        }
        return [writer.bytes]
    }

    init(_ bytes: [UInt8]) throws(WireError) {
        var reader = ByteReader(bytes)
        guard let kind = Kind(rawValue: try reader.byte()) else { throw .unexpected("an unknown record") }
        switch kind {
        case .arguments:
            let (program, directory, words) = (try reader.text(), try reader.text(), try reader.texts())
            let parts = try reader.texts()
            var environment: [String: String] = [:]
            for index in stride(from: 0, to: parts.count - 1, by: 2) { environment[parts[index]] = parts[index + 1] }
            self = .arguments(
                JournalArguments(program: program, words: words, directory: directory, environment: environment))
        case .content: self = .content(try reader.entry())
        case .play:
            let (number, hosts) = (try reader.integer(), try reader.texts())
            var batches: [[String]] = []
            for _ in 0..<(try reader.count()) { batches.append(try reader.texts()) }
            let prompted = try ValueArchive().dict(&reader)
            self = .play(
                number: number,
                JournalPlay(
                    hosts: hosts, batches: batches, prompted: prompted, secrets: try reader.texts(),
                    variables: try reader.blob()))
        case .turn:
            let (place, isDecision) = (try reader.place(), try reader.flag())
            let fingerprint = TaskFingerprint(bytes: try reader.blob())
            let (name, path, isFailure) = (try reader.text(), try reader.text(), try reader.flag())
            var reads: [ContentLog.Entry] = []
            for _ in 0..<(try reader.count()) { reads.append(try reader.entry()) }
            self = .turn(
                place,
                JournalTurn(
                    isDecision: isDecision, fingerprint: fingerprint, name: name, path: path, isFailure: isFailure,
                    reads: reads, body: try reader.blob()))
        case .item:
            let (place, index) = (try reader.place(), try reader.integer())
            self = .item(
                place, index: index,
                JournalItem(
                    fingerprint: TaskFingerprint(bytes: try reader.blob()), item: try reader.blob(),
                    isFailure: try reader.flag(), isAnswer: try reader.flag(), body: try reader.blob()))
        case .paid:
            let place = try reader.place()
            self = .paid(place.batch, host: place.host)
        }
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ place: JournalPlace) {
        count(place.batch.play)
        count(place.batch.batch)
        count(place.batch.branch)
        text(place.host)
        count(place.number)
    }

    fileprivate mutating func write(_ entry: ContentLog.Entry) {
        text(entry.path)
        blob(entry.digest)
        byte(entry.kind.rawValue)
    }
}

extension ByteReader {
    fileprivate mutating func place() throws(WireError) -> JournalPlace {
        let batch = JournalBatch(play: try integer(), batch: try integer(), branch: try integer())
        return JournalPlace(batch: batch, host: try text(), number: try integer())
    }

    fileprivate mutating func integer() throws(WireError) -> Int { Int(truncatingIfNeeded: try number()) }

    fileprivate mutating func entry() throws(WireError) -> ContentLog.Entry {
        ContentLog.Entry(path: try text(), digest: try blob(), kind: ContentLog.Kind(rawValue: try byte()) ?? .data)
    }

    fileprivate mutating func texts() throws(WireError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count()) { texts.append(try text()) }
        return texts
    }
}
