import Values

extension Message {
    /// A larger frame is refused by both ends.
    public static let sizeLimit = 256 << 20

    /// Texts of errors and names longer than this are cut off.
    private static let textLimit = 16 << 10

    /// What a message is about, as the byte behind a frame's length encodes it. The agent's are below 64.
    enum Kind: UInt8 {
        case hello = 1, result, need, piece, fetched, failed, answerPart, answer, said, output, resultPart, resultEnd
        case run = 65, content, contentEnd, fetch, cancel, callPart, call, turn

        var sender: Sender { rawValue < 64 ? .agent : .controller }

        /// The largest frame of the kind, without its length: no more than what the kind needs.
        var limit: Int {
            switch self {
            case .fetched, .cancel, .resultEnd: 32
            case .hello, .need, .failed, .contentEnd, .fetch: 2 * Message.textLimit + 64
            case .piece, .content, .answerPart, .answer, .said, .output, .callPart, .call, .turn, .resultPart:
                Content.pieceSize + 64
            case .result, .run: Message.sizeLimit
            }
        }
    }

    /// The frame: its length in four bytes, then kind, id and payload.
    public func frame() throws(WireError) -> [UInt8] {
        var writer = ByteWriter()
        writer.fixed(UInt32(0))
        try write(to: &writer)
        return try Self.ended(&writer)
    }

    /// The frame of a message whose payload is encoded already.
    static func frame(_ kind: Kind, _ id: UInt32, _ payload: [UInt8]) throws(WireError) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserve(payload.count + 16)
        writer.fixed(UInt32(0))
        writer.byte(kind.rawValue)
        writer.fixed(id)
        writer.append(payload)
        return try ended(&writer)
    }

    private static func ended(_ writer: inout ByteWriter) throws(WireError) -> [UInt8] {
        let length = writer.bytes.count - 4
        guard length <= Kind(rawValue: writer.bytes[4])?.limit ?? 0 else {
            throw WireError("a message of \(length) bytes is too large")
        }
        writer.patch(UInt32(truncatingIfNeeded: length), at: 0)
        return writer.bytes
    }

    private func write(to writer: inout ByteWriter) throws(WireError) {
        func start(_ kind: Kind, _ id: UInt32) {
            writer.byte(kind.rawValue)
            writer.fixed(id)
        }
        func part(_ kind: Kind, _ id: UInt32, _ bytes: [UInt8]) {
            writer.reserve(bytes.count + 16)
            start(kind, id)
            writer.blob(bytes)
        }
        switch self {
        case .hello(let hello):
            start(.hello, 0)
            hello.write(to: &writer)
        case .result(let id, let response):
            start(.result, id)
            try response.write(to: &writer)
        case .resultPart(let id, let bytes): part(.resultPart, id, bytes)
        case .resultEnd(let id): start(.resultEnd, id)
        case .need(let id, let content):
            start(.need, id)
            writer.text(content)
        case .piece(let id, let bytes): part(.piece, id, bytes)
        case .fetched(let id): start(.fetched, id)
        case .failed(let id, let error):
            start(.failed, id)
            writer.fixed(error.code)
            writer.text(Self.cut(error.operation))
            writer.text(Self.cut(error.reason))
        case .run(let id, let request):
            start(.run, id)
            try request.write(to: &writer)
        case .content(let id, let bytes): part(.content, id, bytes)
        case .contentEnd(let id, let failure):
            start(.contentEnd, id)
            writer.text(Self.cut(failure ?? ""))
        case .fetch(let id, let path, let limit):
            start(.fetch, id)
            writer.text(path)
            writer.count(limit)
        case .cancel(let id): start(.cancel, id)
        case .answerPart(let id, let bytes): part(.answerPart, id, bytes)
        case .answer(let id, let bytes): part(.answer, id, bytes)
        case .said(let id, let bytes): part(.said, id, bytes)
        case .output(let id, let isError, let bytes):
            start(.output, id)
            writer.flag(isError)
            writer.blob(bytes)
        case .callPart(let id, let bytes): part(.callPart, id, bytes)
        case .call(let id, let bytes): part(.call, id, bytes)
        case .turn(let id, let turn):
            start(.turn, id)
            turn.write(to: &writer)
        }
    }

    /// The beginning of a text that is too long to be sent.
    private static func cut(_ text: String) -> String {
        text.utf8.count <= textLimit ? text : String(decoding: text.utf8.prefix(textLimit), as: UTF8.self)
    }

    /// Takes a frame without its length apart.
    init(_ frame: ByteReader) throws(WireError) {
        var reader = frame
        guard let kind = Kind(rawValue: try reader.byte()) else { throw WireError("an unknown kind of message") }
        let id: UInt32 = try reader.fixed()
        switch kind {
        case .hello: self = .hello(try AgentHello(from: &reader))
        case .result: self = .result(id: id, try TaskResponse(&reader))
        case .resultPart: self = .resultPart(id: id, try reader.blob())
        case .resultEnd: self = .resultEnd(id: id)
        case .need: self = .need(id: id, content: try reader.text())
        case .piece: self = .piece(id: id, try reader.blob())
        case .fetched: self = .fetched(id: id)
        case .failed:
            let code: Int32 = try reader.fixed()
            let (operation, reason) = (try reader.text(), try reader.text())
            self = .failed(id: id, SystemError(code: code, operation: operation, reason: reason))
        case .run: self = .run(id: id, try TaskRequest(&reader))
        case .content: self = .content(id: id, try reader.blob())
        case .contentEnd:
            let failure = try reader.text()
            self = .contentEnd(id: id, failure: failure.isEmpty ? nil : failure)
        case .fetch:
            let path = try reader.text()
            self = .fetch(id: id, path: path, limit: Int(min(try reader.number(), UInt64(Int.max))))
        case .cancel: self = .cancel(id: id)
        case .answerPart: self = .answerPart(id: id, try reader.blob())
        case .answer: self = .answer(id: id, try reader.blob())
        case .said: self = .said(id: id, try reader.blob())
        case .output: self = .output(id: id, isError: try reader.flag(), try reader.blob())
        case .callPart: self = .callPart(id: id, try reader.blob())
        case .call: self = .call(id: id, try reader.blob())
        case .turn: self = .turn(id: id, try Conversation.Turn(from: &reader))
        }
        guard reader.left == 0 else { throw WireError("a frame is longer than its message") }
    }
}
