import Synchronization
import Testing

@testable import Execution

/// How many tasks of roles that run side by side run at a time.
@Suite struct HostSlotsTests {
    /// What runs, counted while it runs.
    private final class Gauge: Sendable {
        private struct State {
            var now: [String: Int] = [:]
            var most: [String: Int] = [:]
        }
        private let state = Mutex(State())

        func enter(_ names: [String]) {
            state.withLock { state in
                for name in names {
                    state.now[name, default: 0] += 1
                    state.most[name] = max(state.most[name] ?? 0, state.now[name] ?? 0)
                }
            }
        }
        func leave(_ names: [String]) {
            state.withLock { state in for name in names { state.now[name, default: 0] -= 1 } }
        }
        func most(_ name: String) -> Int { state.withLock { $0.most[name] ?? 0 } }
        /// Whether anything with this name runs.
        func runs(_ name: String) -> Bool { state.withLock { ($0.now[name] ?? 0) > 0 } }
    }

    @Test func neverMoreThanTheLimit() async {
        let (slots, gauge) = (HostSlots(limit: 3), Gauge())
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    await slots.run(on: "host\(number % 7)", alone: false) {
                        gauge.enter(["all"])
                        for _ in 0..<20 { await Task.yield() }
                        gauge.leave(["all"])
                    }
                }
            }
        }
        #expect(gauge.most("all") == 3)
    }

    /// What needs a host for itself meets nothing else there, and is not kept waiting by what comes behind it.
    @Test func aloneOnItsHost() async {
        let (slots, gauge) = (HostSlots(limit: 10), Gauge())
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<30 {
                let isAlone = number % 10 == 5
                let host = number % 2 == 0 ? "even" : "odd"
                group.addTask {
                    await slots.run(on: host, alone: isAlone) {
                        let others = gauge.runs(host)
                        let lone = gauge.runs("alone on \(host)")
                        gauge.enter([host] + (isAlone ? ["alone on \(host)"] : []))
                        for _ in 0..<20 { await Task.yield() }
                        gauge.leave([host] + (isAlone ? ["alone on \(host)"] : []))
                        return lone || (isAlone && others)
                    }
                }
            }
            for await clashed in group { #expect(!clashed) }
        }
        #expect(gauge.most("alone on odd") == 1)
        #expect(gauge.most("even") > 1)
    }
}
