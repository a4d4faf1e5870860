import Diagnostics
import Values

/// Hosts that are containers of docker or podman, made by its command.
struct ContainerDriver: Driver {
    /// `docker`, `podman`, or the path of one.
    let program: String
    let context: DriverContext

    var name: String { FilePath.name(program) }

    /// Whether its daemon, or the program where it has none, answers.
    func answers() -> Bool { (try? run(["info"]).status) == 0 }

    func check() async throws(Diagnostic) {
        guard answers() else { throw Diagnostic("\(program) does not answer") }
    }

    private struct Answer {
        var status: Int32
        var text: String
    }

    private func run(_ words: [String]) throws(Diagnostic) -> Answer {
        let output = KeptOutput()
        let status = try ChildProgram(
            [program] + words, in: context.scenarioDirectory, environment: context.environment
        ).run(output)
        return Answer(status: status, text: output.text)
    }

    func create(_ platforms: [Platform]) async throws(Diagnostic) -> [PlatformOutcome] {
        var made: [String] = []
        do throws(Diagnostic) {
            for platform in platforms {
                for network in ContainerArguments(platform).networks
                where try run(["network", "inspect", network]).status != 0 {
                    try demand(["network", "create", network], "the network \(network)", platform)
                }
                if try run(["container", "inspect", platform.name]).status == 0 { continue }
                let image = try image(of: platform)
                made.append(platform.name)
                let words = try ContainerArguments(platform).run(image, label: label)
                try demand(words, "the container", platform)
                for network in ContainerArguments(platform).networks.dropFirst() {
                    try demand(["network", "connect", network, platform.name], "the network \(network)", platform)
                }
            }
        } catch {
            try? await destroy(made)
            throw error
        }
        return try access(to: platforms).map { .ready($0) }
    }

    private var label: String { "swiftplay.scenario=\(context.identity)" }

    private func demand(_ words: [String], _ what: String, _ platform: Platform) throws(Diagnostic) {
        let answer = try run(words)
        guard answer.status != 0 else { return }
        let last = answer.text.split(separator: "\n").suffix(12).joined(separator: "\n")
        throw Diagnostic("platform '\(platform.name)': \(program) cannot make \(what):\n\(last)")
    }

    /// The image, built first where the platform has a Dockerfile.
    private func image(of platform: Platform) throws(Diagnostic) -> String {
        guard let image = platform.keys["image"]?.text else {
            throw Diagnostic("platform '\(platform.name)' names no image")
        }
        guard !(platform.keys["pre_build_image"]?.isTrue ?? false) else { return image }
        let path = FilePath.absolute(
            platform.keys["dockerfile"]?.text ?? "Dockerfile.j2", in: context.scenarioDirectory)
        guard let text = Disk.text(path) else { return image }
        let tag = "molecule_local/\(image)"
        let file = "\(context.ephemeralDirectory)/Dockerfile_\(platform.name)"
        try Disk.write(try DockerfileTemplate(platform: platform).render(text, name: path), to: file)
        try demand(["build", "-q", "-t", tag, "-f", file, context.scenarioDirectory], "the image \(image)", platform)
        return tag
    }

    func access(to platforms: [Platform]) throws(Diagnostic) -> [HostAccess] {
        let connection = name.contains("podman") ? "podman" : "community.docker.docker"
        return platforms.map { platform in
            var variables: Dict = ["ansible_connection": .string(connection)]
            if platform.name != platform.keys["name"]?.text { variables["ansible_host"] = .string(platform.name) }
            return HostAccess(
                platform: platform.name, variables: variables,
                login: [program, "exec", "-it", platform.name, "/bin/sh", "-c", "exec bash 2>/dev/null || exec sh"])
        }
    }

    func destroy(_ names: [String]) async throws(Diagnostic) {
        for name in names { _ = try run(["rm", "-f", "-v", name]) }
    }

    func fingerprint(of platforms: [Platform]) async throws(Diagnostic) -> String? { nil }
    func snapshot(_ platforms: [Platform], key: String) async throws(Diagnostic) {}
    func restore(_ platforms: [Platform], key: String) async throws(Diagnostic) -> [PlatformOutcome]? { nil }
}
