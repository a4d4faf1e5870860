public import Diagnostics
public import Values

/// How a task, or one item of its loop, ended on one host.
public struct TaskReport: Sendable {
    public enum Status: Sendable { case ok, changed, failed, skipped, unreachable }

    public var host: String
    public var task: TaskStart
    public var status: Status
    /// The failure does not count: `ignore_errors` or `ignore_unreachable`.
    public var isIgnored: Bool
    /// The result as it is registered, internal keys (`_ansible_…`) included.
    public var result: Dict
    /// Where it was delegated to: the inventory name and the address it has.
    public var delegate: (name: String, address: String)?
    /// What stands for the item in the output.
    public var itemLabel: Value?
    public var error: Diagnostic?
    public var warnings: [Diagnostic]

    public init(
        host: String, task: TaskStart, status: Status, isIgnored: Bool = false, result: Dict,
        delegate: (name: String, address: String)? = nil, itemLabel: Value? = nil, error: Diagnostic? = nil,
        warnings: [Diagnostic] = []
    ) {
        self.host = host
        self.task = task
        self.status = status
        self.isIgnored = isIgnored
        self.result = result
        self.delegate = delegate
        self.itemLabel = itemLabel
        self.error = error
        self.warnings = warnings
    }

    /// The host, and where it delegates to another one that one too: `web1 -> db1(10.0.0.5)`.
    public var hostLabel: String {
        guard let delegate, delegate.name != host else { return host }
        let address = delegate.address == delegate.name ? "" : "(\(delegate.address))"
        return "\(host) -> \(delegate.name)\(address)"
    }
}
