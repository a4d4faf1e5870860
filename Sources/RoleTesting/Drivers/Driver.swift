public import Diagnostics

/// Makes the platforms of one scenario into hosts, and takes them away.
///
/// A driver keeps what it has made in the scenario's ephemeral directory (``DriverContext``), so that a later process finds
/// the same hosts: `create`, `converge` and `destroy` may each be a run of its own. Drivers whose hosts are made by the
/// author's playbooks (`default`) need none of this; see ``InstanceConfig``.
public protocol Driver: Sendable {
    /// The name that the scenario file gives it: `docker`, `podman`, `host`.
    var name: String { get }

    /// Looks whether the driver can work on this machine at all.
    ///
    /// Throws one line that says what is missing: root, user namespaces, debootstrap, a daemon.
    func check() async throws(Diagnostic)

    /// Makes all hosts of `platforms`, side by side, and waits until tasks can run on them. A host that is there already
    /// stays as it is.
    ///
    /// Throws the first failure, with platform, image, instruction and the last lines of what was run; nothing of the
    /// hosts of this call stays behind then.
    ///
    /// - Returns: one outcome for each platform, in order.
    func create(_ platforms: [Platform]) async throws(Diagnostic) -> [PlatformOutcome]

    /// How the hosts of `platforms` that exist are reached; those that do not exist are left out.
    func access(to platforms: [Platform]) throws(Diagnostic) -> [HostAccess]

    /// Takes away the hosts of these names with all that belongs to them: processes, mounts, cgroups, namespaces,
    /// networks, files. Hosts that are not there are no error.
    func destroy(_ names: [String]) async throws(Diagnostic)

    /// What besides the keys of the platforms decides how their hosts begin, for the key of a snapshot: the images that
    /// stand for them, made where they are missing. Nil where hosts of this driver cannot be kept.
    func fingerprint(of platforms: [Platform]) async throws(Diagnostic) -> String?

    /// Keeps the present state of the hosts of these platforms under `key`; they go on running.
    ///
    /// Throws where they hold more than their files do, such as programs that were started by hand.
    func snapshot(_ platforms: [Platform], key: String) async throws(Diagnostic)

    /// Makes the hosts of `platforms` in the state that was kept under `key`; nil where nothing is kept under it.
    func restore(_ platforms: [Platform], key: String) async throws(Diagnostic) -> [PlatformOutcome]?
}
