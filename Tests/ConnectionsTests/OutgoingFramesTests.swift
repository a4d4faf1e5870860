import Testing

@testable import Connections

@Suite struct OutgoingFramesTests {
    @Test func framesLeaveInOrderAndSmallOnesTogether() {
        let sizes = [10, 20, 40_000, 5, 32_000, 800, 200_000, 200_000, 1]
        let frames = sizes.enumerated().map { [UInt8](repeating: UInt8($0), count: $1) }
        var outgoing = OutgoingFrames()
        for frame in frames { outgoing.append(frame) }
        #expect(outgoing.count == sizes.reduce(0, +))
        var blocks: [[UInt8]] = []
        while let block = outgoing.next() { blocks.append(block) }
        #expect(blocks.map(\.count) == [30, 40_000, 32_005, 800, 200_000, 200_000, 1])
        #expect(Array(blocks.joined()) == Array(frames.joined()))
        #expect(outgoing.isEmpty && outgoing.count == 0)
    }

    @Test func whatIsTakenIsNotJoined() {
        var outgoing = OutgoingFrames()
        outgoing.append([1])
        outgoing.append([UInt8](repeating: 2, count: 40_000))
        #expect(outgoing.next() == [1])
        outgoing.append([3])
        #expect(outgoing.next()?.count == 40_000)
        outgoing.append([4])
        #expect(outgoing.next() == [3, 4])
        #expect(outgoing.next() == nil)
    }
}
