import Testing

@testable import Connections

@Suite struct OutgoingFramesTests {
    @Test(arguments: [1, 50_000, 400_000, 1 << 20]) func framesLeaveInOrderAndSmallOnesTogether(limit: Int) {
        let sizes = [10, 20, 40_000, 5, 32_000, 800, 200_000, 200_000, 1]
        let frames = sizes.enumerated().map { [UInt8](repeating: UInt8($0), count: $1) }
        var outgoing = OutgoingFrames()
        for frame in frames { outgoing.append(frame) }
        #expect(outgoing.count == sizes.reduce(0, +))
        var blocks: [[UInt8]] = []
        while case let taken = outgoing.next(limit), !taken.isEmpty {
            #expect(taken.count == 1 || taken.joined().count <= limit)
            blocks += taken
        }
        #expect(blocks.map(\.count) == [30, 40_000, 32_005, 800, 200_000, 200_000, 1])
        #expect(Array(blocks.joined()) == Array(frames.joined()))
        #expect(outgoing.isEmpty && outgoing.count == 0)
    }

    @Test func whatIsTakenIsNotJoined() {
        var outgoing = OutgoingFrames()
        outgoing.append([1])
        outgoing.append([UInt8](repeating: 2, count: 40_000))
        #expect(outgoing.next(1) == [[1]])
        outgoing.append([3])
        #expect(outgoing.next(1).map(\.count) == [40_000])
        outgoing.append([4])
        #expect(outgoing.next(100) == [[3, 4]])
        #expect(outgoing.next(100).isEmpty)
    }
}
