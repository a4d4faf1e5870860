import Glibc
import System
import Testing

@testable import Connections

/// The threads that wait for connections.
@Suite struct PollThreadTests {
    /// What the thread is asked from: an actor of its own, as sessions are.
    private actor Reader {
        let loop = PollThread.shared
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        func wait(_ descriptor: Int32) async -> (isReady: Bool, thread: pthread_t) {
            let isReady = await loop.wait(descriptor, read: true)
            return (isReady, pthread_self())
        }
    }

    private actor Client {
        let reader = Reader()

        /// The threads that it runs on after each wait.
        func threads(_ descriptor: Int32, times: Int) async -> (waiting: Set<pthread_t>, after: Set<pthread_t>) {
            var (waiting, after) = (Set<pthread_t>(), Set<pthread_t>())
            for _ in 0..<times {
                let answer = await reader.wait(descriptor)
                #expect(answer.isReady)
                waiting.insert(answer.thread)
                after.insert(pthread_self())
            }
            return (waiting, after)
        }
    }

    @Test func aTaskOnTheThreadOfItsChannelStaysThere() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        write(ends[1], "x", 1)
        let (client, descriptor) = (Client(), ends[0])
        let threads = await Task(executorPreference: await client.reader.loop) {
            await client.threads(descriptor, times: 100)
        }.value
        #expect(threads.waiting.count == 1 && threads.after == threads.waiting)
    }

    @Test func aWaitThatIsCancelledEnds() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let (reader, descriptor) = (Reader(), ends[0])
        for loop in [nil, await reader.loop] as [PollThread?] {
            let task = Task(executorPreference: loop) { await reader.wait(descriptor).isReady }
            task.cancel()
            #expect(await !task.value)
        }
    }
}
