/// What a module is told about the task it runs for.
public struct ModuleContext: Sendable {
    /// Predict, change nothing.
    public var check: Bool
    /// Fill in ``Outcome/diff``.
    public var diff: Bool
    public var verbosity: Int
    public var noLog: Bool
    /// Directory for temporary files, already there, private.
    public var temporaryDirectory: String
    /// Contents that the controller sends with the task, by name, such as `content` of copy.
    public var contents: any ContentSource

    public init(
        check: Bool = false, diff: Bool = false, verbosity: Int = 0, noLog: Bool = false,
        temporaryDirectory: String = "/tmp", contents: any ContentSource = NoContents()
    ) {
        self.check = check
        self.diff = diff
        self.verbosity = verbosity
        self.noLog = noLog
        self.temporaryDirectory = temporaryDirectory
        self.contents = contents
    }
}

/// Where a module gets the bytes of files that stand on the controller: small ones travel with the request, large ones
/// are asked for only when the target lacks them.
public protocol ContentSource: Sendable {
    /// Size and SHA-1 (lower-case hexadecimal) of a content; nil where none has that name.
    func describe(_ name: String) -> ContentDescription?
    /// The whole content.
    func bytes(_ name: String) async throws(ModuleFailure) -> [UInt8]
    /// Hands the content over in pieces, in order.
    func stream(
        _ name: String, to sink: (_ piece: [UInt8]) async throws(ModuleFailure) -> Void
    ) async throws(ModuleFailure)
}

public struct ContentDescription: Sendable, Hashable {
    public var size: Int
    public var sha1: String

    public init(size: Int, sha1: String) {
        self.size = size
        self.sha1 = sha1
    }
}

/// For modules that need none.
public struct NoContents: ContentSource {
    public init() {}
    public func describe(_ name: String) -> ContentDescription? { nil }
    public func bytes(_ name: String) async throws(ModuleFailure) -> [UInt8] {
        throw ModuleFailure("the task came without the content '\(name)'")
    }
    public func stream(
        _ name: String, to sink: (_ piece: [UInt8]) async throws(ModuleFailure) -> Void
    ) async throws(ModuleFailure) {
        throw ModuleFailure("the task came without the content '\(name)'")
    }
}
