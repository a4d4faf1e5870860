extension TaskRequest {
    /// The request as a frame, and behind it all its contents by name, for a program that can ask for nothing later:
    /// what ``JobRunner`` reads.
    ///
    /// Throws where a content cannot be read or the request is too large.
    public func frames(_ store: some ContentStore) async throws(SystemError) -> [UInt8] {
        var request = self
        var messages: [Message] = []
        for (name, content) in contents.sorted(by: { $0.key < $1.key }) {
            try await store.pieces(
                of: name, { (piece) async throws(SystemError) in messages.append(.content(id: 0, piece)) },
                failed: { $0 })
            messages.append(.contentEnd(id: 0, failure: nil))
            request.contents[name] = Content(size: content.size, sha1: content.sha1, source: .remote)
        }
        messages.insert(.run(id: 0, request), at: 0)
        do throws(WireError) {
            var bytes: [UInt8] = []
            for message in messages { bytes += try message.frame() }
            return bytes
        } catch {
            throw SystemError(code: 0, operation: "send the task", reason: "\(error)")
        }
    }
}
