/// Where the contents of a request come from on the machine that runs its module.
public protocol ContentStore: Sendable {
    /// Size and SHA-1 of a content; nil where the request has none of that name.
    func describe(_ name: String) -> Content?
    /// Hands a content over in pieces, in order.
    func pieces<Failure: Error>(
        of name: String, _ body: (_ piece: [UInt8]) async throws(Failure) -> Void, failed: (SystemError) -> Failure
    ) async throws(Failure)
}

/// The contents of a request that runs where they stand.
public struct LocalContentStore: ContentStore {
    private let contents: [String: Content]

    public init(_ contents: [String: Content]) { self.contents = contents }

    public func describe(_ name: String) -> Content? { contents[name] }

    public func pieces<Failure: Error>(
        of name: String, _ body: (_ piece: [UInt8]) async throws(Failure) -> Void, failed: (SystemError) -> Failure
    ) async throws(Failure) {
        guard let content = contents[name] else {
            throw failed(SystemError(code: 0, operation: name, reason: "the task came without that content"))
        }
        try await content.pieces(body, failed: failed)
    }
}
