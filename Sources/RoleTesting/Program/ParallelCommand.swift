import Callbacks
import Diagnostics
import Glibc
import Synchronization
import Values

/// Runs scenarios at the same time, each in a process of its own; the output of each is shown whole when it ends.
struct ParallelCommand {
    struct Item: Sendable {
        var file: String
        var label: String
        var directory: String
    }

    let items: [Item]
    /// How many run at a time.
    let jobs: Int
    /// The program's name and the words of the command line, which every process gets.
    let words: [String]
    let environment: [String: String]
    var isShared = false
    var continues = true
    /// Is told of each end, with all that the process printed.
    let ended: @Sendable (Item, ScenarioResult, _ output: String, _ error: String) -> Void

    /// - Returns: the results in the order of the items; those that did not run are left out.
    func run() async -> [ScenarioResult] {
        var results: [Int: ScenarioResult] = [:]
        await withTaskGroup(of: (Int, ScenarioResult, String, String).self) { group in
            var next = 0
            func start() {
                guard next < items.count else { return }
                let index = next
                next += 1
                group.addTask { await self.run(index) }
            }
            for _ in 0..<min(jobs, items.count) { start() }
            while let (index, result, output, error) = await group.next() {
                results[index] = result
                ended(items[index], result, output, error)
                if result.code == 0 || continues { start() }
            }
        }
        return items.indices.compactMap { results[$0] }
    }

    private final class Streams: OutputSink {
        private let texts = Mutex((output: "", error: ""))
        var both: (output: String, error: String) { texts.withLock { $0 } }

        func write(_ text: String, isError: Bool) {
            texts.withLock { if isError { $0.error += text } else { $0.output += text } }
        }
    }

    private func run(_ index: Int) async -> (Int, ScenarioResult, String, String) {
        let item = items[index]
        let record = "/tmp/swiftplay-test-\(getpid())-\(index).json"
        defer { unlink(record) }
        var environment = WorkerTask(file: item.file, label: item.label, record: record, isShared: isShared)
            .added(to: self.environment)
        // Scenarios at the same time never share a directory that one of them empties.
        if let place = environment["MOLECULE_EPHEMERAL_DIRECTORY"], !isShared {
            environment["MOLECULE_EPHEMERAL_DIRECTORY"] = "\(place)/\(item.label.replacing("/", with: "--"))"
        }
        let streams = Streams()
        var result = ScenarioResult(name: item.label, label: item.label)
        do throws(Diagnostic) {
            var program = ChildProgram.own(words, in: item.directory, environment: environment)
            program.started = WorkerProcesses.add
            let status = try await Blocking.run { [program] () throws(Diagnostic) in try program.run(streams) }
            if let text = Disk.text(record), let value = try? JSON.parse(text), let known = ScenarioResult(value) {
                result = known
            } else {
                result.code = status == 0 ? 1 : status
                result.hints = [streams.both.error.split(separator: "\n").first.map(String.init) ?? "it ended early"]
            }
        } catch {
            result.code = 1
            result.hints = [error.message]
        }
        return (index, result, streams.both.output, streams.both.error)
    }
}
