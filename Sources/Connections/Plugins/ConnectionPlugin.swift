public import Configuration
public import Modules

/// A kind of connection, as `ansible_connection` names it: the options that it takes, and how it opens the way to a host.
///
/// ``ConnectionRegistry`` holds those that are built in; others may be registered beside them.
public protocol ConnectionPlugin: Sendable {
    /// What it answers to, its own full name (`ansible.builtin.ssh`) first.
    var names: [String] { get }
    /// The options that it documents: where each may be set, and its value where none does.
    ///
    /// Options that every plugin has (`become`, `ansible_swiftplay_agent`) are not among them.
    var options: [SettingReference] { get }
    /// Whether the host is this machine, so that files of the controller are the target's own.
    var isLocal: Bool { get }
    /// How long becoming another user may take; nil for as long as it takes.
    func patience(_ settings: ConnectionSettings) -> Become.Patience?
    /// Throws where the settings cannot be honoured or show already that nothing can be reached.
    func check(_ settings: ConnectionSettings) throws(ConnectionError)
    /// A connection that needs no transport; nil, the usual case, has one made of what ``open(_:note:)`` gives.
    ///
    /// - Parameter modules: those that run on this machine.
    func connection(_ settings: ConnectionSettings, _ modules: ModuleRegistry) -> (any Connection)?
    /// How a program such as rsync reaches the host, as `user` where that is not nil; nil where it cannot.
    func remoteShell(_ settings: ConnectionSettings, user: String?) -> RemoteShell?
    /// Opens the way to the host; connections to it as several users share that.
    ///
    /// - Parameter note: is told of what an operator may want to know of it, line by line.
    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport
}

extension ConnectionPlugin {
    public var isLocal: Bool { false }
    public func patience(_ settings: ConnectionSettings) -> Become.Patience? { nil }
    public func check(_ settings: ConnectionSettings) throws(ConnectionError) {}
    public func connection(_ settings: ConnectionSettings, _ modules: ModuleRegistry) -> (any Connection)? { nil }

    public func remoteShell(_ settings: ConnectionSettings, user: String?) -> RemoteShell? { nil }

    /// What the settings of its connections are known by.
    public var kind: ConnectionSettings.Kind { ConnectionSettings.Kind(names[0]) }
}
