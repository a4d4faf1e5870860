import Values

/// What a report shows of a run, gathered from the records of its events.
///
/// Whether they come while the run runs or out of a file makes no difference. Of results only that is kept which the
/// report shows: of those that changed something, failed or could not be had.
struct RunReport {
    /// A task of the playbook with what its hosts made of it. The batches of a play share it.
    struct Row {
        var name: String
        var kind: String
        var action: String
        var path: String
        var play: Int
        /// By the host's number.
        var cells: [Int: Cell] = [:]
        /// Seconds of all hosts together.
        var wire = 0.0, wait = 0.0, module = 0.0, template = 0.0
    }

    /// How a task ended on a host.
    struct Cell {
        /// The letter of its status: ok, changed, failed, skipped, unreachable, or an ignored failure.
        var status: Character
        var start: Double
        var seconds: Double
    }

    /// What is told of one result.
    struct Detail {
        var row: Int
        var host: Int
        var message: String
        var output: String
        var difference: String
        var error: String
    }

    private(set) var playbooks: [String] = []
    private(set) var plays: [String] = []
    private(set) var rows: [Row] = []
    private(set) var hosts: [String] = []
    private(set) var details: [Detail] = []
    private(set) var recap: [String: Dict] = [:]
    private(set) var isCheck = false
    private(set) var start: Double?
    private(set) var end = 0.0
    /// Whether the run came to its recap.
    private(set) var isWhole = false

    /// Bytes of details that are kept; those of failures have as many again.
    private static let room = 3 << 20
    private var kept = (changed: room, failed: room)
    /// The texts of details that are kept: however often they come, they are held once.
    private var known: Set<String> = []
    private(set) var isCut = false

    private var hostNumbers: [String: Int] = [:]
    /// Tasks as they were announced.
    private var announced: [Int: Dict] = [:]
    private var rowNumbers: [Key: [Int]] = [:]
    private var play = -1

    private struct Key: Hashable {
        var play: Int, name: String, path: String, kind: String
    }

    /// The name and the place of the play that runs.
    private var lastPlay: String?

    // MARK: Records

    mutating func take(_ record: Dict) {
        let time = record["time"]?.seconds ?? end
        start = start ?? time
        end = max(end, time)
        switch record["event"]?.text {
        case "run": isCheck = record["check"] == true
        case "playbook": playbooks.append(record["path"]?.text ?? "")
        case "play": takePlay(record)
        case "batch":
            // Hosts stand in the order of the inventory, not in that of their results.
            for host in record["hosts"]?.sequence ?? [] { _ = number(ofHost: host.text ?? "") }
        case "task": if let id = record["task"]?.whole { announced[id] = record }
        case "result": takeResult(record)
        case "recap":
            isWhole = true
            for (host, counts) in record["hosts"]?.mapping ?? [:] {
                recap[host.text ?? ""] = counts.mapping
                _ = number(ofHost: host.text ?? "")
            }
        default: break
        }
    }

    /// A play with batches is announced for each of them.
    private mutating func takePlay(_ record: Dict) {
        let name = record["name"]?.text ?? ""
        let place = "\(name)\n\(record["path"]?.text ?? "")"
        guard place != lastPlay else { return }
        lastPlay = place
        play = plays.count
        plays.append(name)
    }

    private mutating func number(ofHost name: String) -> Int {
        if let number = hostNumbers[name] { return number }
        hostNumbers[name] = hosts.count
        hosts.append(name)
        return hosts.count - 1
    }

    private mutating func takeResult(_ record: Dict) {
        guard let id = record["task"]?.whole, let task = announced[id], let name = record["host"]?.text else { return }
        let host = number(ofHost: name)
        let row = self.row(of: task, for: host)
        let isIgnored = record["ignored"] == true
        let status: Character =
            switch record["status"]?.text {
            case "changed": "c"
            case "failed": isIgnored ? "i" : "f"
            case "unreachable": isIgnored ? "i" : "u"
            case "skipped": "s"
            default: "o"
            }
        let spent = record["spent"]?.mapping ?? [:]
        rows[row].cells[host] = Cell(
            status: status, start: record["start"]?.seconds ?? end, seconds: record["seconds"]?.seconds ?? 0)
        rows[row].wire += spent["wire"]?.seconds ?? 0
        rows[row].wait += spent["wait"]?.seconds ?? 0
        rows[row].module += spent["module"]?.seconds ?? 0
        rows[row].template += spent["template"]?.seconds ?? 0
        if status != "o", status != "s" { keepDetail(of: record, row, host, status) }
    }

    /// The first row of the task that the host has no part in yet: what runs again, as in a loop of includes, gets a row
    /// of its own.
    private mutating func row(of task: Dict, for host: Int) -> Int {
        func text(_ name: Value) -> String { task[name]?.text ?? "" }
        let key = Key(play: max(0, play), name: text("name"), path: text("path"), kind: text("kind"))
        if let row = rowNumbers[key]?.first(where: { rows[$0].cells[host] == nil }) { return row }
        rows.append(
            Row(name: key.name, kind: key.kind, action: text("action"), path: key.path, play: key.play))
        rowNumbers[key, default: []].append(rows.count - 1)
        return rows.count - 1
    }

    // MARK: Details

    private mutating func keepDetail(of record: Dict, _ row: Int, _ host: Int, _ status: Character) {
        let detail = ReportDetail(record)
        let new = detail.texts.filter { !$0.isEmpty && !known.contains($0) }
        let size = 32 + new.reduce(0) { $0 + $1.sizeInPage }
        let room = status == "c" ? \RunReport.kept.changed : \RunReport.kept.failed
        guard !detail.isEmpty else { return }
        guard size <= self[keyPath: room] else { return isCut = true }
        self[keyPath: room] -= size
        known.formUnion(new)
        details.append(
            Detail(
                row: row, host: host, message: detail.message, output: detail.output, difference: detail.difference,
                error: detail.error))
    }
}

extension String {
    /// The bytes that it takes in the page, at most.
    fileprivate var sizeInPage: Int {
        utf8.reduce(0) { size, byte in
            switch byte {
            case 0..<32, UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ">"): size + (byte == 10 ? 2 : 6)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): size + 2
            default: size + 1
            }
        }
    }
}

extension Value {
    /// A number as seconds.
    fileprivate var seconds: Double? {
        switch self {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }

    fileprivate var whole: Int? { if case .int(let number) = self { number } else { nil } }
}
