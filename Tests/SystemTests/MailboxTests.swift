import Synchronization
import Testing

@testable import System

/// What passes elements from one thread to another never holds more than it has room for.
@Suite struct MailboxTests {
    private final class Count: Sendable {
        private let number = Mutex(0)
        var value: Int { number.withLock { $0 } }
        func raise() { number.withLock { $0 += 1 } }
    }

    @Test(arguments: [1, 2, 16]) func whoBringsMoreThanThereIsRoomForWaits(limit: Int) async {
        let box = Mailbox<Int>(limit: limit)
        let taken = Count()
        let producer = Task(executorPreference: BlockingPool.shared) {
            var most = 0
            for number in 0..<5000 {
                box.put(number)
                // At most one is out of the box and not counted yet.
                most = max(most, number + 1 - taken.value)
            }
            box.close()
            return most
        }
        let order = await Task(executorPreference: BlockingPool.shared) {
            var order: [Int] = []
            while let number = box.take() {
                order.append(number)
                taken.raise()
            }
            return order
        }.value
        #expect(order == Array(0..<5000))
        #expect(await producer.value <= limit + 1)
    }

    @Test func aClosedBoxHoldsNobodyUp() async {
        let box = Mailbox<Int>(limit: 1)
        box.put(1)
        let producers = (2...4).map { number in
            Task(executorPreference: BlockingPool.shared) { box.put(number) }
        }
        box.close()
        for producer in producers { await producer.value }
        #expect(box.take() == 1 && box.take() == nil && box.take() == nil)
    }

    @Test func whoWaitsForRoomInVainGoesOn() async {
        let box = Mailbox<Int>(limit: 1)
        box.put(1)
        await Task(executorPreference: BlockingPool.shared) { box.put(2) { true } }.value
        #expect(box.take() == 1)
    }
}
