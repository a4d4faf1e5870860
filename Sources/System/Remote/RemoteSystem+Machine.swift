extension RemoteSystem {
    public func run(_ command: Command) async throws(SystemError) -> CommandResult {
        try await call(OutputTap.current == nil ? .run : .runTapped, command)
    }

    public func which(_ program: String, extra: [String]) async throws(SystemError) -> String? {
        try await call(.which, program, extra)
    }

    public func user(_ key: AccountKey) async throws(SystemError) -> User? { try await call(.user, key) }
    public func group(_ key: AccountKey) async throws(SystemError) -> Group? { try await call(.group, key) }
    public func groups(ofUser name: String) async throws(SystemError) -> [Group] { try await call(.groups, name) }
    public func environment() async throws(SystemError) -> [String: String] { try await call(.environment) }
    public func identity() async throws(SystemError) -> Identity { try await call(.identity) }
    public func now() async throws(SystemError) -> Double { try await call(.now) }
    public func probe(_ probe: Probe) async throws(SystemError) -> ProbeResult { try await call(.probe, probe) }

    public func http(_ request: HTTPRequest) async throws(SystemError) -> HTTPResponse {
        try await call(.http, request)
    }

    public func log(_ message: String) async { try? await act(.log, message) }
}
