import Glibc
import System

/// Makes an image by a Dockerfile: each instruction that changes files is a layer, kept by the digest of all that it
/// depends on.
struct DockerfileBuild {
    struct Request: Sendable {
        var text: String
        /// Where COPY and ADD take files from.
        var context: String?
        var arguments: [String: String] = [:]
    }

    private struct Stage {
        var image: HostImage
        var name: String?
        var arguments: [String: String]
        var shell = ["/bin/sh", "-c"]
    }

    private let request: Request
    private let builder: LayerBuilder
    private let base: @Sendable (String) async throws(HostError) -> HostImage
    private var stages: [Stage] = []
    private var globals: [String: String] = [:]

    /// `base` gives the image that a FROM names.
    init(
        _ request: Request, builder: LayerBuilder,
        base: @escaping @Sendable (String) async throws(HostError) -> HostImage
    ) {
        self.request = request
        self.builder = builder
        self.base = base
    }

    mutating func run() async throws(HostError) -> HostImage {
        let file = try Dockerfile(request.text)
        for instruction in file.instructions {
            guard !Task.isCancelled else { throw .cancelled }
            do throws(HostError) {
                try await apply(instruction, file)
            } catch {
                if error.message == HostError.cancelled.message { throw error }
                throw error.of("Dockerfile line \(instruction.line): \(instruction.title)")
            }
        }
        return stages.last!.image
    }

    private func words(_ file: Dockerfile) -> DockerfileWords {
        guard let stage = stages.last else { return DockerfileWords(escape: file.escape, variables: globals) }
        return DockerfileWords(
            escape: file.escape, variables: stage.arguments.merging(stage.image.environment) { $1 })
    }

    private mutating func apply(_ instruction: Dockerfile.Instruction, _ file: Dockerfile) async throws(HostError) {
        let words = words(file), rest = instruction.rest
        switch instruction.keyword {
        case "FROM": return try await begin(instruction, file)
        case "ARG": return try declare(rest, words)
        default: break
        }
        var stage = stages.removeLast()
        defer { stages.append(stage) }
        switch instruction.keyword {
        case "ENV": for (name, value) in try words.pairs(rest) { stage.image.environment[name] = value }
        case "WORKDIR":
            let directory = try words.expand(rest)
            stage.image.directory = directory.hasPrefix("/") ? directory : "\(stage.image.directory)/\(directory)"
            stage.image = try await builder.layer(
                on: stage.image, program: ["mkdir", "-p", stage.image.directory], directory: "/")
        case "USER": stage.image.user = try words.expand(rest)
        case "CMD": stage.image.command = DockerfileWords.list(rest) ?? stage.shell + [rest]
        case "ENTRYPOINT":
            stage.image.entrypoint = DockerfileWords.list(rest) ?? stage.shell + [rest]
            stage.image.command = []
        case "SHELL":
            guard let shell = DockerfileWords.list(rest), !shell.isEmpty else {
                throw HostError("it takes a JSON list")
            }
            stage.shell = shell
        case "RUN": stage.image = try await run(instruction, stage)
        case "COPY", "ADD": stage.image = try await copy(instruction, stage, words)
        default:
            // LABEL, EXPOSE, VOLUME, HEALTHCHECK, STOPSIGNAL, MAINTAINER, ONBUILD: nothing of a host depends on them.
            break
        }
    }

    private mutating func begin(_ instruction: Dockerfile.Instruction, _ file: Dockerfile) async throws(HostError) {
        let words = try DockerfileWords(escape: file.escape, variables: globals).split(instruction.rest)
        guard let name = words.first, words.count == 1 || (words.count == 3 && words[1].uppercased() == "AS") else {
            throw HostError("it takes an image and, after AS, a name")
        }
        let earlier = stages.last { $0.name == name.lowercased() }
        var image = if let earlier { earlier.image } else { try await base(name) }
        if name == "scratch" { image.environment = [:] }
        stages.append(Stage(image: image, name: words.count == 3 ? words[2].lowercased() : nil, arguments: [:]))
    }

    private mutating func declare(_ rest: String, _ words: DockerfileWords) throws(HostError) {
        for word in try words.split(rest) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let given = request.arguments[parts[0]]
            let value = given ?? (parts.count > 1 ? parts[1] : nil)
            if stages.isEmpty {
                globals[parts[0]] = value
            } else {
                stages[stages.count - 1].arguments[parts[0]] = value ?? globals[parts[0]]
            }
        }
    }

    private func run(_ instruction: Dockerfile.Instruction, _ stage: Stage) async throws(HostError) -> HostImage {
        let rest = instruction.rest
        var program = DockerfileWords.list(rest) ?? stage.shell + [rest]
        if let document = instruction.documents.first, rest.hasPrefix("<<") {
            program = document.hasPrefix("#!") ? ["/bin/sh", "-c", Self.script(document)] : stage.shell + [document]
        } else if !instruction.documents.isEmpty {
            let ends = instruction.text.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("<<") }
            let texts = zip(instruction.documents, ends).map { document, mark in
                document + mark.dropFirst(2).filter { !"-\"'".contains($0) } + "\n"
            }
            program = stage.shell + [rest + "\n" + texts.joined()]
        }
        return try await builder.layer(
            on: stage.image, program: program, environment: stage.arguments, directory: stage.image.directory,
            user: stage.image.user)
    }

    private static func script(_ document: String) -> String {
        "file=$(mktemp) && cat >\"$file\" <<'SWIFTPLAY_SCRIPT'\n\(document)SWIFTPLAY_SCRIPT\n"
            + "chmod 700 \"$file\" && \"$file\"; status=$?; rm -f \"$file\"; exit $status"
    }

    private func copy(
        _ instruction: Dockerfile.Instruction, _ stage: Stage, _ words: DockerfileWords
    ) async throws(HostError) -> HostImage {
        let listed = DockerfileWords.list(instruction.rest)
        var sources = if let listed { listed } else { try words.split(instruction.rest) }
        guard let target = sources.popLast(), !sources.isEmpty else { throw HostError("it takes sources and a target") }
        var copy = LayerCopy(
            sources: sources, documents: instruction.documents,
            target: target.hasPrefix("/") ? target : "\(stage.image.directory)/\(target)",
            unpacks: instruction.keyword == "ADD")
        for flag in instruction.flags {
            switch flag.name {
            case "from":
                let name = try words.expand(flag.value)
                let number = Int(name) ?? -1
                if let stage = stages.last(where: { $0.name == name.lowercased() }) {
                    copy.image = stage.image
                } else if stages.indices.contains(number) {
                    copy.image = stages[number].image
                } else {
                    copy.image = try await base(name)
                }
            case "chown": copy.owner = try words.expand(flag.value)
            case "chmod": copy.mode = try words.expand(flag.value)
            default: break
            }
        }
        return try await builder.layer(on: stage.image, copying: copy, from: request.context)
    }
}
