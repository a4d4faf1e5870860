import Glibc
import System

/// What a process and all its descendants do at one moment, to tell a command that serves from one that is about to end.
struct ProcessRest: Equatable {
    /// How often each has gone to sleep, by its number.
    private let sleeps: [Int32: Int]

    /// nil while one of them runs, waits for a processor or for a disk.
    init?(of pid: Int32) {
        var sleeps: [Int32: Int] = [:]
        var open = [pid]
        while let next = open.popLast() {
            guard let count = Self.sleeps(of: next) else { return nil }
            sleeps[next] = count
            for thread in Files.names(in: "/proc/\(next)/task") {
                let children = Files.text("/proc/\(next)/task/\(thread)/children") ?? ""
                open += children.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
            }
        }
        self.sleeps = sleeps
    }

    /// By proc(5): `voluntary_ctxt_switches` of a process whose state is S.
    private static func sleeps(of pid: Int32) -> Int? {
        guard let text = Files.text("/proc/\(pid)/status") else { return nil }
        func field(_ name: String) -> Substring? {
            text.split(separator: "\n").first { $0.hasPrefix("\(name):") }?.drop { $0 != "\t" }.dropFirst()
        }
        guard field("State")?.first == "S" else { return nil }
        return field("voluntary_ctxt_switches").flatMap { Int($0) }
    }
}

extension RunningProcess {
    /// Waits until it has settled: it and its descendants sleep, and slept all the time between several looks, since one look may
    /// miss a process that begins or ends just then (proc(5), `children`). What never comes to rest has settled when it has had a
    /// second of a processor, or after twenty seconds: others may keep it from one.
    ///
    /// - Returns: whether it runs.
    func settle() async -> Bool {
        let end = Clock.monotonic + 20
        var (last, looks) = (ProcessRest?.none, 0)
        while isRunning && Clock.monotonic < end && processorTime < 1 && !Task.isCancelled {
            let rest = ProcessRest(of: pid)
            looks = rest != nil && rest == last ? looks + 1 : 0
            if looks == 4 { break }
            last = rest
            try? await Task.sleep(for: .milliseconds(rest == nil ? 1 : 5))
        }
        return isRunning
    }
}
