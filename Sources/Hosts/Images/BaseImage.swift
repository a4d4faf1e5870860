import Glibc
import System

/// The root file system of a suite, made once by debootstrap and kept.
struct BaseImage: Sendable {
    /// The folder with the tree.
    let root: String
    /// Told apart from one that is made later.
    let identity: String

    /// The one that is there, or a new one; concurrent callers wait for the one that makes it.
    static func get(
        _ suite: Suite, in store: HostStore, _ machine: HostMachine
    ) async throws(HostError) -> BaseImage {
        let folder = "\(store.images)/\(suite.name)"
        if let image = find(folder) { return image }
        try Files.makeDirectory(store.images)
        let lock = try await FileLock("\(folder).lock")
        defer { withExtendedLifetime(lock) {} }
        if let image = find(folder) { return image }
        for left in Files.names(in: store.images) where left.hasPrefix("\(suite.name).new-") {
            try Files.remove("\(store.images)/\(left)")
        }
        let mirror = try await machine.mirror(of: suite)
        machine.note("Making the image of \(suite.name) by debootstrap from \(mirror), once.")
        let new = "\(folder).new-\(getpid())"
        do throws(HostError) {
            try await make(suite, mirror, new, machine)
        } catch {
            try? Files.remove(new)
            throw error.of("the image of \(suite.name) cannot be made")
        }
        guard rename(new, folder) == 0 else { throw .last("rename \(new)", errno) }
        guard let image = find(folder) else { throw HostError("\(folder) is no image") }
        return image
    }

    private static func find(_ folder: String) -> BaseImage? {
        guard let identity = Files.text("\(folder)/identity") else { return nil }
        return BaseImage(root: "\(folder)/root", identity: identity)
    }

    private static func make(
        _ suite: Suite, _ mirror: String, _ new: String, _ machine: HostMachine
    ) async throws(HostError) {
        guard let debootstrap = machine.find("debootstrap") else {
            throw HostError("it needs the package debootstrap")
        }
        for name in ["root", "work", "lower", "merged"] { try Files.makeDirectory("\(new)/\(name)") }
        var environment = machine.environment
        environment["DEBIAN_FRONTEND"] = "noninteractive"
        environment["http_proxy"] = machine.packages.proxy
        environment["https_proxy"] = machine.packages.secureProxy
        var launch = Launch(
            [
                debootstrap, "--variant=minbase", "--components=\(suite.components)", "--keyring=\(suite.keyring)",
                suite.name, "merged", mirror,
            ], environment: environment)
        launch.directory = new
        launch.namespaces = Namespaces.mounts | Namespaces.processes | Namespaces.messages
        // Through an overlay that leaves out waiting for the disk; whatever is mounted ends with the process.
        launch.steps = [
            .mount("none", "/", nil, Int(MS_REC | MS_PRIVATE)),
            .mount("proc", "/proc", "proc"), .changeDirectory(new),
            .mount("overlay", "merged", "overlay", 0, "lowerdir=lower,upperdir=root,workdir=work,volatile"),
        ]
        let program = try Unfinished.begin(in: new) { [launch] () throws(HostError) in
            try launch.piped(hasInput: false)
        }
        defer { Unfinished.end(program.pid) }
        let result = try await Aside.communicate(with: program)
        guard result.succeeded else {
            let log = Files.read("\(new)/root/debootstrap/debootstrap.log") ?? []
            let lines = HostError.lastLines(result.output + result.error + log)
            throw HostError(
                "debootstrap failed: \(lines.last { $0.hasPrefix("E:") } ?? "exit \(result.status)")", output: lines)
        }
        for name in ["lower", "merged", "work"] { try Files.remove("\(new)/\(name)") }
        try finish(suite, mirror, "\(new)/root", machine)
        try Files.write("\(new)/identity", "\(suite.name)-\(UInt64.random(in: 0 ... .max))")
    }

    /// Makes it what the official images are: sources, no lists and packages of packages, no services that start by
    /// themselves in a container, nothing of this machine's.
    private static func finish(_ suite: Suite, _ mirror: String, _ root: String, _ machine: HostMachine)
        throws(HostError)
    {
        var stanzas = "Types: deb\nURIs: \(mirror)\nSuites: \(([suite.name] + suite.updates).joined(separator: " "))\n"
        let components = suite.components.split(separator: ",").joined(separator: " ")
        let ending = "Components: \(components)\nSigned-By: \(suite.keyring)\n"
        stanzas += ending
        if suite.hasSecurityUpdates {
            let security =
                suite.distribution == .debian
                ? machine.packages.securityMirror ?? "\(mirror)-security" : mirror
            stanzas += "\nTypes: deb\nURIs: \(security)\nSuites: \(suite.name)-security\n\(ending)"
        }
        try Files.remove("\(root)/etc/apt/sources.list")
        try Files.writeThrough("\(root)/etc/apt/sources.list.d/\(suite.distribution.rawValue).sources", stanzas)
        for name in Files.names(in: "\(root)/var/lib/apt/lists") {
            try Files.remove("\(root)/var/lib/apt/lists/\(name)")
        }
        for name in Files.names(in: "\(root)/var/cache/apt/archives") where name.hasSuffix(".deb") {
            try Files.remove("\(root)/var/cache/apt/archives/\(name)")
        }
        try Files.makeDirectory("\(root)/var/lib/apt/lists/partial", mode: 0o700)
        // There are none, so that no age of theirs counts as fresh.
        utimes("\(root)/var/lib/apt/lists", [timeval(), timeval()])
        try Files.writeThrough("\(root)/etc/apt/apt.conf.d/docker-clean", Self.aptSettings)
        try Files.writeThrough("\(root)/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", mode: 0o755)
        for name in ["etc/hostname", "etc/resolv.conf", "etc/hosts", "debootstrap"] {
            try Files.remove("\(root)/\(name)")
        }
        if Files.exists("\(root)/etc/machine-id") { try Files.writeThrough("\(root)/etc/machine-id", "") }
    }

    private static let aptSettings = """
        DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
        APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
        Acquire::Languages "none";
        Apt::AutoRemove::SuggestsImportant "false";

        """
}
