import Testing
import Values

@testable import System

@Suite struct WireTests {
    private static let data: Dict = [
        "none": .none, "yes": true, "int": -5, "large": .int(.max), "small": .int(.min), "double": 1.5,
        "text": "größe\0", "list": [1, [2, ["x"]], "y"], "tuple": .tuple([1, "a"]), "dict": ["k": ["deep": 1]],
        3: "three",
        "big": Value(BigInteger("123456789012345678901234567890")!),
        "negative": Value(BigInteger("-99999999999999999999")!),
    ]

    private static let request = TaskRequest(
        module: "ansible.builtin.copy", arguments: data, check: true, diff: false, verbosity: 3, noLog: true,
        environment: ["A": "1"],
        contents: ["small": Content([1, 2, 3]), "large": Content([UInt8](repeating: 1, count: 100_000))])

    private static let agents: [Message] = [
        .hello(AgentHello(uid: 1000, directory: "/d", modules: ["a.b", "c"])),
        .result(id: 7, TaskResponse(result: data, seconds: 1.25)), .need(id: 1, content: "x"), .answerPart(id: 10, [1]),
        .answer(id: 10, []), .said(id: 10, [7]), .output(id: 11, isError: true, [1, 2]),
        .piece(id: 2, [1, 2]), .fetched(id: 3), .resultPart(id: 12, [1, 2]), .resultEnd(id: 12),
        .failed(id: 4, SystemError(code: 13, operation: "open x", reason: "no")),
    ]
    private static let controllers: [Message] = [
        .run(id: 5, request), .content(id: 6, [9]), .contentEnd(id: 7, failure: "gone"),
        .contentEnd(id: 7, failure: nil), .fetch(id: 8, path: "/etc/passwd", limit: 100), .cancel(id: 9),
        .callPart(id: 10, [1]), .call(id: 10, [2]), .turn(id: 10, .type([1])), .turn(id: 10, .wait),
        .turn(id: 10, .stop),
    ]

    private func decoded(
        _ bytes: [UInt8], inPiecesOf size: Int, from sender: Message.Sender = .agent
    ) throws -> [Message] {
        var decoder = MessageDecoder(from: sender)
        var messages: [Message] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            decoder.append(bytes[start..<min(start + size, bytes.count)])
            while let message = try decoder.next() { messages.append(message) }
        }
        #expect(!decoder.isInside)
        return messages
    }

    @Test(arguments: [1, 7, 1000, 1 << 20])
    func messagesSurviveTheWireInAnyPieces(size: Int) throws {
        for (sender, messages) in [(Message.Sender.agent, Self.agents), (.controller, Self.controllers)] {
            let frames = try messages.map { try $0.frame() }
            let received = try decoded(frames.flatMap { $0 }, inPiecesOf: size, from: sender)
            #expect(received.count == frames.count)
            // Dictionaries of names are unordered, so equal messages may differ in bytes: they are compared by text.
            for (sent, got) in zip(messages, received) {
                if case .run = sent { continue }
                #expect(try got.frame() == sent.frame())
            }
        }
    }

    @Test(arguments: [
        ForeignModule(
            .python(module: "ansible.modules.x", parameters: "{}", profile: "legacy"), directory: "/srv",
            keepsFiles: true),
        ForeignModule(.file(name: "x.sh", arguments: "a=1"), temporaryDirectory: "/var/tmp"),
        ForeignModule(.file(name: "x.sh", arguments: nil)),
    ])
    func aForeignModuleArrivesWhole(module: ForeignModule) throws {
        for interpreter: Interpreter in [.command("/usr/bin/env sh"), .discovered(candidates: ["a", "b"]), .itself] {
            let sent = TaskRequest(module: "x", arguments: [:], foreign: module, interpreter: interpreter)
            let frame = try Message.run(id: 5, sent).frame()
            guard case .run(_, let request)? = try decoded(frame, inPiecesOf: 100, from: .controller).first
            else {
                Issue.record("not a request")
                return
            }
            #expect("\(request)" == "\(sent)")
        }
    }

    @Test func aRequestArrivesWhole() throws {
        let frame = try Message.run(id: 5, Self.request).frame()
        guard case .run(let id, let request)? = try decoded(frame, inPiecesOf: frame.count, from: .controller).first
        else {
            Issue.record("not a request")
            return
        }
        #expect(id == 5 && request.module == "ansible.builtin.copy" && request.check && request.noLog)
        #expect(request.verbosity == 3 && request.environment == ["A": "1"])
        #expect(Value.dict(request.arguments) == .dict(Self.data))
        #expect(request.arguments["tuple"].map { if case .tuple = $0 { true } else { false } } == true)
        let small = try #require(request.contents["small"]), large = try #require(request.contents["large"])
        if case .bytes(let bytes) = small.source { #expect(bytes == [1, 2, 3]) } else { Issue.record("not inline") }
        if case .remote = large.source {} else { Issue.record("too large to be inline") }
        #expect(large.size == 100_000 && large.sha1.count == 40)
    }

    @Test func templatesTravelAsTheirText() throws {
        let response = TaskResponse(result: ["t": .template(Template("{{ x }}"))])
        guard case .result(_, let got)? = try decoded(try Message.result(id: 1, response).frame(), inPiecesOf: 99).first
        else { return }
        if case .string(let text)? = got.result["t"] { #expect(text == "{{ x }}") } else { Issue.record("no string") }
    }

    @Test func tooDeepDataIsRefusedAtBothEnds() throws {
        var value: Value = 1
        for _ in 0..<10_000 { value = .list([value]) }
        #expect(throws: WireError.self) { try Message.result(id: 1, TaskResponse(result: ["a": value])).frame() }
        // 7 is a list's tag, 1 its count.
        var bytes: [UInt8] = [0, 0, 0, 0, 2, 1, 0, 0, 0, 1, 6, 1, 97]
        for _ in 0..<100_000 { bytes += [7, 1] }
        setLength(of: &bytes)
        #expect(throws: WireError.self) { try decoded(bytes, inPiecesOf: bytes.count) }
    }

    @Test func aFrameAboveTheLimitIsRefusedBeforeItArrives() {
        var decoder = MessageDecoder(from: .agent)
        decoder.append([0xff, 0xff, 0xff, 0xff, 2])
        #expect(throws: WireError.self) { try decoder.next() }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func randomBytesNeverCrash(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<200 {
            var bytes = (0..<Int.random(in: 5..<200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            setLength(of: &bytes)
            var decoder = MessageDecoder(from: Bool.random(using: &random) ? .agent : .controller)
            decoder.append(bytes)
            _ = try? decoder.next()
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func damagedMessagesNeverCrash(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for message in Self.agents + Self.controllers {
            var bytes = try message.frame()
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 4..<min(bytes.count, 400), using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count - 5, using: &random)) }
            setLength(of: &bytes)
            for sender in [Message.Sender.agent, .controller] {
                var decoder = MessageDecoder(from: sender)
                decoder.append(bytes)
                _ = try? decoder.next()
            }
        }
    }

    private func setLength(of bytes: inout [UInt8]) {
        let length = bytes.count - 4
        for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
    }
}

/// A small generator whose runs repeat (Steele, Lea, Flood: SplitMix64).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
