import Modules
import System
import Values

/// `kubernetes.core.k8s_cp`: files copied to and from the containers of pods.
struct CopyModule: Module {
    static let name = "kubernetes.core.k8s_cp"
    static let aliases = ["community.kubernetes.k8s_cp"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + [
            Option("namespace", required: true), Option("pod", required: true), Option("container"),
            Option("remote_path", .path, required: true), Option("local_path", .path), Option("content"),
            Option("state", default: "to_pod", choices: ["to_pod", "from_pod"]),
            Option("no_preserve", .bool, default: false),
        ],
        mutuallyExclusive: [["local_path", "content"]], requiredOneOf: [["local_path", "content"]],
        requiredIf: [.init("state", "from_pod", ["local_path"])],
        operands: ["namespace", "pod", "local_path"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            let kubectl = try await Kubectl(arguments, files, in: context)
            let pod = try await CopyPod(arguments, kubectl)
            return arguments.string("state") == "from_pod"
                ? try await fetch(pod, kubectl) : try await send(pod, kubectl, files)
        }
    }

    private func send<Base: System>(
        _ pod: CopyPod<Base>, _ kubectl: Kubectl<Base>, _ files: TaskFiles<Base>
    ) async throws(ModuleFailure) -> Outcome {
        let remote = arguments.string("remote_path") ?? ""
        let content = arguments.string("content").flatMap { $0.isEmpty ? nil : $0 }
        let local = arguments.string("local_path") ?? ""
        if content == nil {
            guard await files.machine.exists(local) else {
                throw ModuleFailure("\(local) does not exist in local filesystem")
            }
            guard (try? await files.machine.system.mayAccess(local, mode: 4)) == true else {
                throw ModuleFailure("\(local) not readable")
            }
        }
        var target = remote.droppingTrailing("/")
        if try await pod.isDirectory(remote) {
            if content != nil {
                throw ModuleFailure("When content is specified, remote path should not be an existing directory")
            }
            target += "/" + local.droppingTrailing("/").baseName
        }
        if !kubectl.context.check {
            var source = local
            if let content {
                let path = try await files.path("content")
                try await files.machine.attempt { base async throws(SystemError) in
                    try await base.write(path, Array(content.utf8), mode: 0o600, append: false)
                }
                source = path
            }
            try await pod.send(source, to: target, preserving: arguments.bool("no_preserve") != true)
        }
        let what = content == nil ? local : "Content"
        return Outcome(
            changed: true,
            values: [
                "result": .string(
                    content == nil
                        ? "\(what) successfully copied into remote Pod into \(remote)"
                        : "\(what) successfully copied into \(remote) on remote Pod")
            ])
    }

    private func fetch<Base: System>(
        _ pod: CopyPod<Base>, _ kubectl: Kubectl<Base>
    ) async throws(ModuleFailure) -> Outcome {
        let remote = arguments.string("remote_path") ?? ""
        let local = arguments.string("local_path") ?? ""
        guard try await pod.exists(remote) else {
            throw ModuleFailure("\(remote) does not exist in remote pod filesystem")
        }
        let isDirectory = try await pod.isDirectory(remote)
        if isDirectory, try await pod.isEmpty(remote) {
            return Outcome(values: [
                "warning": .string("No file found from directory '\(remote)' into remote Pod.")
            ])
        }
        if !kubectl.context.check {
            if isDirectory {
                let isThere = await kubectl.machine.isDirectory(local)
                let name = remote.droppingTrailing("/").baseName
                try await pod.fetchDirectory(remote, to: isThere ? "\(local.droppingTrailing("/"))/\(name)" : local)
            } else {
                try await pod.fetchFile(remote, to: local)
            }
        }
        return Outcome(
            changed: true, values: ["result": .string("\(remote) successfully copied locally into \(local)")])
    }
}
