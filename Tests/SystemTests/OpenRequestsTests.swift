import Testing
import Values

@testable import System

/// What an agent may say is decided by a table of what is open; everything else is that host's failure.
@Suite struct OpenRequestsTests {
    private static let result = TaskResponse(result: ["changed": false])

    /// Request 1 is a module with the content `file`, request 2 a fetch of 10 bytes.
    private func open() -> OpenRequests {
        var open = OpenRequests()
        open.beginRun(1, contents: ["file"])
        open.beginFetch(2, limit: 10)
        return open
    }

    @Test func aHostMayAnswerWhatWasAsked() throws {
        var open = open()
        for _ in 0..<4 {
            guard case .supply(1, "file") = try open.receive(.need(id: 1, content: "file")) else {
                Issue.record("no supply")
                return
            }
            open.supplied(1)
        }
        guard case .piece(2, [1, 2]) = try open.receive(.piece(id: 2, [1, 2])) else {
            Issue.record("no piece")
            return
        }
        guard case .fetched(2, nil) = try open.receive(.fetched(id: 2)) else {
            Issue.record("no end")
            return
        }
        guard case .finish(1, _) = try open.receive(.result(id: 1, Self.result)) else {
            Issue.record("no result")
            return
        }
    }

    @Test(
        arguments: [
            // Of what is not open, or is another thing.
            [.result(id: 3, result)], [.result(id: 2, result)], [.need(id: 2, content: "file")], [.piece(id: 1, [1])],
            [.fetched(id: 1)], [.failed(id: 9, SystemError(code: 1, operation: "x", reason: "y"))],
            // Twice.
            [.result(id: 1, result), .result(id: 1, result)], [.fetched(id: 2), .fetched(id: 2)],
            [.fetched(id: 2), .piece(id: 2, [1])],
            // Contents that there are none of, or two at once.
            [.need(id: 1, content: "/etc/shadow")], [.need(id: 1, content: "file"), .need(id: 1, content: "file")],
            // More than was announced, and pieces of nothing.
            [.piece(id: 2, [UInt8](repeating: 0, count: 11))],
            [.piece(id: 2, [UInt8](repeating: 0, count: 10)), .piece(id: 2, [0])], [.piece(id: 2, [])],
            // The controller's own words, and a second greeting.
            [.cancel(id: 1)], [.fetch(id: 1, path: "/", limit: 1)],
            [.hello(AgentHello(uid: 0, directory: "/", modules: []))],
            // Results in parts that are of nothing, mixed up, or without end.
            [.resultPart(id: 2, [1])], [.resultEnd(id: 1)], [.resultPart(id: 1, [])],
            [.resultPart(id: 1, [0, 0]), .resultEnd(id: 1), .resultEnd(id: 1)],
            [.resultPart(id: 1, [0, 1]), .resultEnd(id: 1)], [.resultPart(id: 1, [0, 0, 7]), .resultEnd(id: 1)],
            [.resultPart(id: 1, [0]), .result(id: 1, result), .resultEnd(id: 1)],
            // Answers to no call.
            [.output(id: 1, isError: false, [1])], [.output(id: 9, isError: true, [1])],
            [.answer(id: 1, [])], [.said(id: 3, [1])], [.answerPart(id: 2, [1])],
        ] as [[Message]])
    func aHostMaySayNothingElse(messages: [Message]) throws {
        var open = open()
        for message in messages.dropLast() { _ = try open.receive(message) }
        #expect(throws: WireError.self) { _ = try open.receive(try #require(messages.last)) }
    }

    @Test func outputMayComeOfWhatIsWatchedAsFarAsItsLimit() throws {
        var open = OpenRequests()
        open.beginRun(1, contents: [], isTapped: true)
        open.beginCall(2, isTapped: true)
        for id: UInt32 in [1, 2] {
            guard case .output(id, true, [1]) = try open.receive(.output(id: id, isError: true, [1])) else {
                Issue.record("no output")
                return
            }
            #expect(throws: WireError.self) { _ = try open.receive(.output(id: id, isError: false, [])) }
        }
        let piece = [UInt8](repeating: 1, count: 1 << 20)
        #expect(throws: WireError.self) {
            for _ in 0...OutputTap.limit >> 20 { _ = try open.receive(.output(id: 1, isError: false, piece)) }
        }
    }

    @Test func questionsHaveAnEnd() throws {
        var open = open()
        #expect(throws: WireError.self) {
            for _ in 0..<100 {
                _ = try open.receive(.need(id: 1, content: "file"))
                open.supplied(1)
            }
        }
    }

    @Test func whatWasGivenUpIsAnsweredToNobodyOnce() throws {
        var open = open()
        open.abandon(1)
        open.abandon(2)
        for message in [.piece(id: 2, [1]), .fetched(id: 2), .result(id: 1, Self.result)] as [Message] {
            guard case .nothing = try open.receive(message) else {
                Issue.record("\(message) was handed on")
                continue
            }
        }
        #expect(throws: WireError.self) { try open.receive(.result(id: 1, Self.result)) }
    }
}

/// Each kind of frame has a size of its own, and values no more memory than their frame stands for.
@Suite struct FrameLimitTests {
    private func header(_ length: Int, kind: UInt8) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + [kind]
    }

    @Test(arguments: [1, 3, 4, 5, 6, 7, 8, 9] as [UInt8])
    func aFrameLargerThanItsKindNeedsIsRefusedAtItsFirstBytes(kind: UInt8) {
        var decoder = MessageDecoder(from: .agent)
        decoder.append(header(1 << 20, kind: kind))
        #expect(throws: WireError.self) { try decoder.next() }
    }

    @Test func eachEndRefusesItsOwnWords() throws {
        var decoder = MessageDecoder(from: .agent)
        decoder.append(try Message.cancel(id: 1).frame())
        #expect(throws: WireError.self) { try decoder.next() }
        decoder = MessageDecoder(from: .controller)
        decoder.append(try Message.fetched(id: 1).frame())
        #expect(throws: WireError.self) { try decoder.next() }
    }

    /// Lists of nothing, of lists, and dicts: each byte would take up to a hundred of memory.
    @Test(arguments: [[0], [7, 0], [9, 0], [7, 1, 0]] as [[UInt8]])
    func aReplyOfManySmallValuesIsRefused(element: [UInt8]) {
        let count = 8_000_000 / element.count
        // A dict of one key whose value is a list of `count` elements.
        var payload: [UInt8] = [2, 1, 0, 0, 0, 1, 6, 1, 97, 7]
        var rest = count
        while rest >= 0x80 {
            payload.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        payload.append(UInt8(rest))
        let thousand = [UInt8]((0..<1000).map { _ in element }.joined())
        for _ in 0..<count / 1000 { payload += thousand }
        for _ in 0..<count % 1000 { payload += element }
        var decoder = MessageDecoder(from: .agent)
        decoder.append(header(payload.count, kind: 2).dropLast() + payload)
        #expect(throws: WireError.self) { try decoder.next() }
    }

    /// As `find` gives it for many files.
    @Test func aReplyOfManyRealValuesIsTaken() throws {
        let file: Dict = [
            "path": "/usr/share/doc/package/changelog.Debian.gz", "mode": "0644", "isdir": false, "size": 12_345,
            "atime": 1_700_000_000.25, "mtime": 1_700_000_000.25, "gr_name": "root", "pw_name": "root", "uid": 0,
        ]
        let files = Value.list([Value](repeating: .dict(file), count: 50_000))
        let frame = try Message.result(id: 1, TaskResponse(result: ["files": files])).frame()
        var decoder = MessageDecoder(from: .agent)
        decoder.append(frame)
        guard case .result(1, let response)? = try decoder.next() else {
            Issue.record("no result")
            return
        }
        #expect(response.result["files"]?.sequence?.count == 50_000)
    }

    @Test func anIntegerOfMillionsOfDigitsIsRefused() throws {
        var payload: [UInt8] = [2, 1, 0, 0, 0, 1, 6, 1, 97, 4, 0xc0, 0x84, 0x3d]
        payload += [UInt8](repeating: UInt8(ascii: "f"), count: 1_000_000)
        var decoder = MessageDecoder(from: .agent)
        decoder.append(header(payload.count, kind: 2).dropLast() + payload)
        #expect(throws: WireError.self) { try decoder.next() }
    }
}
