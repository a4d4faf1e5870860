public import Modules
import System

/// The connections of a run: one for each distinct settings, opened when first used and kept.
///
/// Connections to one host as several users share one session.
public actor ConnectionPool {
    private var connections: [ConnectionSettings: any Connection] = [:]
    private var transports: [ConnectionSettings: any Transport] = [:]
    private var opening: [ConnectionSettings: Task<Result<any Transport, ConnectionError>, Never>] = [:]

    private let plugins: ConnectionRegistry
    private let modules: ModuleRegistry
    private let note: @Sendable (_ host: String, _ text: String) -> Void
    private let warn: @Sendable (String) -> Void
    private var warnings: Set<String> = []

    /// - Parameters:
    ///   - plugins: what connections are made by.
    ///   - modules: those that run on this machine, for it or for hosts.
    ///   - note: is told of what an operator may want to know of a host.
    ///   - warn: is told of what must not pass unnoticed, each once.
    public init(
        _ plugins: ConnectionRegistry = ConnectionRegistry(), modules: ModuleRegistry,
        note: @escaping @Sendable (_ host: String, _ text: String) -> Void = { _, _ in },
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.plugins = plugins
        self.warn = warn
        self.modules = modules
        self.note = note
    }

    /// The connection for these settings. Nothing is opened yet, so that what is wrong shows when it is used.
    public func connection(for settings: ConnectionSettings) throws(ConnectionError) -> any Connection {
        if let connection = connections[settings] { return connection }
        try settings.checkNames()
        let plugin = try plugins.plugin(of: settings)
        try plugin.check(settings)
        let connection =
            plugin.connection(settings, modules)
            ?? HostConnection(
                modules: modules, become: settings.become, shell: settings.shell, placesAgent: settings.placesAgent,
                startLimit: settings.startTimeout ?? StartWatch.limit(settings.connectTimeout),
                note: { [note] in note(settings.host, $0) }
            ) { [weak self] () async throws(ConnectionError) in
                guard let self else { throw ConnectionError(.dropped, "the run is over") }
                return try await self.transport(settings.session)
            }
        connections[settings] = connection
        return connection
    }

    /// Ends the session of these settings for all its users; the next use opens it again.
    public func reset(_ settings: ConnectionSettings) async {
        for (other, connection) in connections where other.session == settings.session { await connection.close() }
        await transports.removeValue(forKey: settings.session)?.close()
    }

    /// Ends what runs on the host of these settings as `user` by becoming it; an account in use cannot be removed.
    public func leave(_ user: String, on settings: ConnectionSettings) async {
        for (other, connection) in connections
        where other.become?.user == user && other.host == settings.host && other.port == settings.port {
            await (connection as? HostConnection)?.leave()
        }
    }

    /// Ends everything, once what the controller still does for background jobs of its hosts is done.
    public func closeAll() async {
        for connection in connections.values { await (connection as? HostConnection)?.settle() }
        for connection in connections.values { await connection.close() }
        for transport in transports.values { await transport.close() }
        connections = [:]
        transports = [:]
    }

    private func transport(_ settings: ConnectionSettings) async throws(ConnectionError) -> any Transport {
        if let transport = transports[settings] {
            if await transport.isUsable { return transport }
            transports[settings] = nil
            await transport.close()
        }
        if let task = opening[settings] { return try await task.value.get() }
        let plugin = try plugins.plugin(of: settings)
        let task = Task { [note] () async -> Result<any Transport, ConnectionError> in
            do throws(ConnectionError) {
                return .success(try await plugin.open(settings) { note(settings.host, $0) })
            } catch {
                return .failure(error)
            }
        }
        opening[settings] = task
        let result = await task.value
        opening[settings] = nil
        let transport = try result.get()
        transports[settings] = transport
        for text in transport.warnings where warnings.insert(text).inserted { warn(text) }
        return transport
    }
}
