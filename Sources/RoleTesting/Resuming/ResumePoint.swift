import Diagnostics
import Values

/// Where a failed test of a scenario goes on: its failed step, the files that the steps before it have loaded, and what
/// hosts answered in it.
struct ResumePoint {
    /// The steps of the sequence.
    var titles: [String]
    /// The index of the one that failed.
    var failed: Int
    /// Digests of files, by the titles of the steps that loaded them.
    var files: [String: [String: String]] = [:]
    var entries: [String: [StepJournal.Entry]] = [:]

    init(titles: [String], failed: Int) {
        self.titles = titles
        self.failed = failed
    }

    static func file(_ place: EphemeralDirectory) -> String { place.path + "/resume.json" }

    /// Nil where the last run of the scenario did not fail, or its hosts are gone.
    init?(_ place: EphemeralDirectory) {
        guard let text = Disk.text(Self.file(place)), let data = try? JSON.parse(text), let values = data.mapping,
            let titles = values["steps"]?.texts, case .int(let failed) = values["failed"],
            titles.indices.contains(failed)
        else { return nil }
        self.titles = titles
        self.failed = failed
        for (step, digests) in values.dict("files") {
            for (path, digest) in digests.mapping ?? [:] {
                files[step.plainText, default: [:]][path.plainText] = digest.plainText
            }
        }
        for (host, list) in values.dict("answers") {
            let host = host.plainText
            entries[host] = list.sequence?.compactMap { StepJournal.Entry($0, host: host) } ?? []
        }
    }

    /// Results may hold secrets: no other user may read the file.
    func write(to place: EphemeralDirectory) throws(Diagnostic) {
        func dict<T>(_ items: [String: T], _ value: (T) -> Value) -> Value {
            .dict(
                Dict(uniqueKeysWithValues: items.sorted { $0.key < $1.key }.map { (.string($0.key), value($0.value)) }))
        }
        let data: Value = [
            "steps": .list(titles.map { .string($0) }), "failed": .int(failed),
            "files": dict(files) { dict($0) { .string($0) } },
            "answers": dict(entries) { .list($0.map(\.data)) },
        ]
        try Disk.write(data.jsonFile(), to: Self.file(place), mode: 0o600)
    }

    /// The index of the step to begin at.
    ///
    /// - Parameter wanted: `task` for the failed task, `step` for the beginning of the failed step, or a step's name.
    /// Throws where files that earlier steps loaded have changed, naming them.
    func start(_ wanted: String, sequence: [Step]) throws(Diagnostic) -> Int {
        guard sequence.map(\.title) == titles else {
            throw Diagnostic("the sequence is not the one that failed", help: "Run the test without --resume.")
        }
        var start = failed
        if wanted != "task", wanted != "step" {
            guard let index = titles[...failed].lastIndex(where: { $0 == wanted || $0.hasPrefix(wanted + " ") }) else {
                throw Diagnostic("the run did not reach a step '\(wanted)'; it failed at '\(titles[failed])'")
            }
            start = index
        }
        for title in titles[..<start] {
            let changed = (files[title] ?? [:]).filter { Disk.digest($0.key) != $0.value }.keys.sorted()
            guard changed.isEmpty else {
                throw Diagnostic(
                    "files that '\(title)' loaded have changed since it ran: \(changed.joined(separator: ", "))",
                    help:
                        "Go on at that step by --resume=\(title.prefix { $0 != " " }), or run the test without --resume."
                )
            }
        }
        return start
    }
}
