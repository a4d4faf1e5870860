/// What arrives of a content that was asked for.
enum ContentPiece: Sendable {
    case bytes([UInt8])
    case end(failure: String?)
}

/// The contents of a request in the agent: small ones came along, the others are asked for.
struct RequestedContentStore: ContentStore {
    let id: UInt32
    let contents: [String: Content]
    let pieces: Mailbox<ContentPiece>
    let writer: MessageWriter

    func describe(_ name: String) -> Content? { contents[name] }

    func pieces<Failure: Error>(
        of name: String, _ body: (_ piece: [UInt8]) async throws(Failure) -> Void, failed: (SystemError) -> Failure
    ) async throws(Failure) {
        func failure(_ reason: String) -> Failure {
            failed(SystemError(code: 0, operation: "content '\(name)'", reason: reason))
        }
        guard let content = contents[name] else { throw failure("the task came without it") }
        if case .bytes = content.source { return try await content.pieces(body, failed: failed) }
        guard (try? writer.send(.need(id: id, content: name))) != nil else { throw failure("the controller is gone") }
        var problem: Failure?
        while let piece = pieces.take() {
            switch piece {
            case .end(let reason):
                if let problem { throw problem }
                if let reason { throw failure(reason) }
                return
            case .bytes(let bytes):
                // After a failure the rest is still to be taken, or it would be the next content's.
                guard problem == nil else { continue }
                do { try await body(bytes) } catch { problem = error }
            }
        }
        throw failure("the controller is gone")
    }
}
