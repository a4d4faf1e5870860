import Glibc
import System

/// Makes layers by running programs on an image, each in namespaces of its own that reach the package mirrors alone.
actor LayerBuilder {
    private let store: HostStore
    private let machine: HostMachine
    /// What serves the builds is kept as that of hosts is.
    private let fleet: Fleet
    private var folder: String { fleet.folder }
    private var starting: Task<Result<Hub, HostError>, Never>?

    init(_ store: HostStore, _ machine: HostMachine) {
        self.store = store
        self.machine = machine
        fleet = Fleet("build-\(getpid())-\(String(UInt32.random(in: 0 ... .max), radix: 36))", in: store)
    }

    /// Ends what serves the builds.
    func close() async {
        if let hub = try? await starting?.value.get() { hub.stop() }
        starting = nil
        try? Files.remove(folder)
        Unfinished.remove(fleet)
    }

    /// The layer that a program makes.
    func layer(
        on image: HostImage, program: [String], environment: [String: String] = [:], directory: String,
        user: String = ""
    ) async throws(HostError) -> HostImage {
        let variables = environment.merging(image.environment) { $1 }
        let key = Self.key(
            [image.identity, directory, user] + program + variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
        return try await layer(key, on: image, program, variables, directory, user)
    }

    /// The layer that a copy makes.
    func layer(on image: HostImage, copying copy: LayerCopy, from context: String?) async throws(HostError) -> HostImage
    {
        let script = copy.script
        var parts = [image.identity, script]
        if let other = copy.image {
            parts.append(other.identity)
        } else if copy.sources.contains(where: { !$0.hasPrefix("<<") }) {
            guard let context else { throw HostError("there is no build context to copy from") }
            parts.append(try copy.digest(in: context))
        }
        var mounts: [Step] = []
        if let other = copy.image {
            mounts = [
                .directory(LayerCopy.place),
                .mount(
                    "overlay", LayerCopy.place, "overlay", Int(MS_RDONLY),
                    Overlay(other.layers, in: "/dev/.machine/").lowerOnly),
            ]
        } else if let context {
            mounts =
                [.directory(LayerCopy.place)] + Step.bind("/dev/.machine\(context)", LayerCopy.place, readOnly: true)
        }
        let program = ["/bin/sh", "-c", script]
        return try await layer(Self.key(parts), on: image, program, image.environment, "/", "", mounts)
    }

    private static func key(_ parts: [String]) -> String {
        var digest = Digest(.sha256)
        for part in parts { digest.update("\(part.utf8.count):\(part)".utf8) }
        return String(digest.finish().prefix(24))
    }

    private func layer(
        _ key: String, on image: HostImage, _ program: [String], _ variables: [String: String], _ directory: String,
        _ user: String, _ mounts: [Step] = []
    ) async throws(HostError) -> HostImage {
        var result = image
        result.identity = key
        result.layers.insert("\(store.layers)/\(key)", at: 0)
        if Files.exists("\(store.layers)/\(key)") { return result }
        try Files.makeDirectory(store.layers)
        let lock = try await FileLock("\(store.layers)/.\(key).lock")
        defer {
            unlink("\(store.layers)/.\(key).lock")
            withExtendedLifetime(lock) {}
        }
        if Files.exists("\(store.layers)/\(key)") { return result }
        let new = "\(store.layers)/.\(key).new"
        try Files.remove(new)
        for name in ["upper", "work", "root"] { try Files.makeDirectory("\(new)/\(name)") }
        do throws(HostError) {
            try await run(program, on: image, in: new, variables, directory, user, mounts)
            guard rename("\(new)/upper", "\(store.layers)/\(key)") == 0 else { throw .last("rename \(new)", errno) }
        } catch {
            try? Files.remove(new)
            throw error
        }
        try? Files.remove(new)
        return result
    }

    private func run(
        _ program: [String], on image: HostImage, in new: String, _ variables: [String: String], _ directory: String,
        _ user: String, _ mounts: [Step]
    ) async throws(HostError) {
        let hub = try await network()
        let gateway = hub.plan.networks[0].gateway
        let wire = try hub.attach([Wire(network: 0, address: nil)])
        try Files.write("\(new)/resolv.conf", "nameserver \(gateway)\n")
        try Files.write("\(new)/hosts", "127.0.0.1 localhost\n")
        var environment = variables
        environment["PATH"] = variables["PATH"] ?? Launch.usualPath
        environment["HOME"] = variables["HOME"] ?? "/root"
        for name in ["http_proxy", "https_proxy"] where environment[name] == nil {
            environment[name] = "http://\(gateway):\(RelayPlan.packagePort)"
        }
        var host = HostLaunch(layers: image.layers, folder: new, network: wire)
        host.hostname = "build"
        host.mounts =
            ["resolv.conf", "hosts"].flatMap {
                [.file("/etc/\($0)")] + Step.bind("/dev/.machine\(new)/\($0)", "/etc/\($0)")
            }
            + mounts
        var arguments = program
        if !user.isEmpty && user != "root" && user != "0" {
            // The first process is root's; it becomes the user by what the image has.
            let line = program.map(ShellQuote.quoted).joined(separator: " ")
            let name = user.split(separator: ":").first.map(String.init) ?? user
            let by =
                Int(name) == nil
                ? "su -s /bin/sh -p \(ShellQuote.quoted(name)) -c"
                : "setpriv --reuid=\(name) --clear-groups --regid=\(name) /bin/sh -c"
            arguments = ["/bin/sh", "-c", "\(by) \(ShellQuote.quoted(line))"]
        }
        var launch = host.launch(arguments, environment: environment)
        launch.directory = directory.isEmpty ? "/" : directory
        let running = try Unfinished.begin(in: new) { [launch] () throws(HostError) in
            try launch.piped(hasInput: false)
        }
        defer { Unfinished.end(running.pid) }
        let result = try await Aside.communicate(with: running)
        guard result.succeeded else {
            let lines = HostError.lastLines(result.output + result.error)
            throw HostError("exit \(result.status): \(lines.last ?? "it printed nothing")", output: lines)
        }
    }

    /// The network of all builds, made when the first of them wants it.
    private func network() async throws(HostError) -> Hub {
        if let starting { return try await starting.value.get() }
        var plan = RelayPlan(packages: store.packages)
        plan.networks = [RelayPlan.Network.numbered(0, name: "build")]
        plan.take(machine.packages)
        plan.owner = getpid()
        Unfinished.add(fleet)
        let task = Task { [plan, folder = fleet.folder, store] () async -> Result<Hub, HostError> in
            do throws(HostError) { return .success(try await Hub.start(plan, folder: folder, store: store)) } catch {
                return .failure(error)
            }
        }
        starting = task
        return try await task.value.get()
    }
}
