import CShims
import Glibc
import System

/// What hosts need of this machine, and what it has.
public struct HostMachine: Sendable {
    public var environment: [String: String]
    public var packages: PackageSources
    /// Told of what takes long, one line a call.
    public var note: @Sendable (String) -> Void

    public init(
        environment: [String: String], packages: PackageSources, note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.environment = environment
        self.packages = packages
        self.note = note
    }

    /// This machine with apt as it is configured.
    public static func current(
        environment: [String: String], note: @escaping @Sendable (String) -> Void = { _ in }
    ) async -> HostMachine {
        HostMachine(
            environment: environment, packages: await .machine(environment: environment), note: note)
    }

    /// Throws one line that says what is missing for hosts to be made at all.
    public func check() throws(HostError) {
        guard geteuid() == 0 else { throw HostError("hosts without Docker need root: run it as root or by sudo") }
        for kind in ["mnt", "uts", "ipc", "pid", "net", "cgroup"] {
            guard Files.text("/proc/sys/user/max_\(kind)_namespaces") == "0\n" else {
                continue
            }
            throw HostError(
                "hosts without Docker need the right to make namespaces, which is refused here "
                    + "(sysctl user.max_\(kind)_namespaces is 0)")
        }
        var launch = Launch(["/bin/true"], environment: [:])
        launch.namespaces = Namespaces.all
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        do throws(HostError) {
            let pid = try launch.start(null, null, null)
            waitpid(pid, nil, 0)
        } catch {
            throw HostError(
                "hosts without Docker need the right to make namespaces, which is refused here (\(error.message))")
        }
        guard Files.text("/proc/filesystems")?.contains("\toverlay\n") == true || load("overlay") else {
            throw HostError("hosts without Docker need overlayfs in the kernel")
        }
        guard find("debootstrap") != nil else { throw HostError("hosts without Docker need the package debootstrap") }
    }

    private func load(_ module: String) -> Bool {
        var launch = Launch(["modprobe", "-q", module], environment: [:])
        launch.capabilities = nil
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        guard let pid = try? launch.start(null, null, null) else { return false }
        waitpid(pid, nil, 0)
        return Files.text("/proc/filesystems")?.contains("\t\(module)\n") == true
    }

    /// A program of this machine; root's own places are looked at whatever PATH says.
    func find(_ program: String) -> String? {
        let places =
            (environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin", "/usr/bin"]
        return places.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }

    /// The mirror of a suite; throws where this machine knows none.
    func mirror(of suite: Suite) async throws(HostError) -> String {
        if let mirror = packages.mirror(of: suite.distribution) { return mirror }
        guard suite.distribution == .debian else {
            throw HostError("no mirror of \(suite.distribution.rawValue) in this machine's own apt sources")
        }
        throw HostError("no Debian mirror in this machine's own apt sources")
    }

    /// Why no image of a suite can be made here; nil where one can be, or is there.
    func obstacle(to suite: Suite, in store: HostStore) -> String? {
        if Files.exists("\(store.images)/\(suite.name)/identity") { return nil }
        guard packages.mirror(of: suite.distribution) != nil else {
            return "no mirror of \(suite.distribution.rawValue) in this machine's own apt sources"
        }
        guard access(suite.keyring, R_OK) == 0 else { return "no \(suite.keyring)" }
        return nil
    }
}
