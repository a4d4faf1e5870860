import Modules
import System
import Values

/// The container of a pod that files are copied to or from, by the programs in it: `test`, `cat`, `find`, `tar`.
struct CopyPod<Base: System> {
    private let kubectl: Kubectl<Base>
    private let namespace: String
    private let pod: String
    private let container: String?

    /// - Throws: where the pod or its container is not there or not running.
    init(_ arguments: Arguments, _ kubectl: Kubectl<Base>) async throws(ModuleFailure) {
        self.kubectl = kubectl
        namespace = arguments.string("namespace") ?? ""
        pod = arguments.string("pod") ?? ""
        container = arguments.string("container")
        let cluster = Cluster(kubectl)
        let type = try await cluster.require(kind: "Pod", apiVersion: "v1")
        let object: Dict
        do throws(APIFailure) {
            object = try await cluster.get(type.path(namespace: namespace, name: pod))?.mapping ?? [:]
        } catch {
            throw ModuleFailure(
                "Namespace=\(namespace) Kind=Pod Name=\(pod): Failed requested object: \(error.message)",
                values: ["status": error.status.map { .int($0) } ?? .none, "reason": .string(error.reason ?? "")])
        }
        let status = object["status"]?.mapping
        let known = ["initContainerStatuses", "containerStatuses"].flatMap {
            status?[.string($0)]?.sequence?.compactMap(\.mapping) ?? []
        }
        guard let container else {
            if known.count > 1 {
                throw ModuleFailure("Pod contains more than 1 container, option 'container' should be set")
            }
            return
        }
        guard let found = known.first(where: { $0["name"]?.text == container }) else {
            throw ModuleFailure("Pod has no container \(container)")
        }
        guard found["started"] == true else { throw ModuleFailure("Pod container \(container) is not started") }
    }

    func exists(_ path: String) async throws(ModuleFailure) -> Bool { try await run(["test", "-e", path]).succeeded }

    func isDirectory(_ path: String) async throws(ModuleFailure) -> Bool {
        try await run(["test", "-d", path]).succeeded
    }

    /// Whether a directory and those below it hold no file.
    func isEmpty(_ directory: String) async throws(ModuleFailure) -> Bool {
        let result = try await run(["find", directory, "-type", "f"])
        return result.succeeded && result.output.isEmpty
    }

    func send(_ source: String, to target: String, preserving: Bool) async throws(ModuleFailure) {
        let parent = target.directoryName
        if !parent.isEmpty, parent != "/" { _ = try await run(["mkdir", "-p", parent]) }
        try await copy([source, "\(namespace)/\(pod):\(target)"] + (preserving ? [] : ["--no-preserve=true"])) {
            "Failed to copy local file/directory into Pod due to: \($0)"
        }
    }

    func fetchDirectory(_ directory: String, to target: String) async throws(ModuleFailure) {
        try await kubectl.machine.makeDirectories(target)
        try await copy(["\(namespace)/\(pod):\(directory)", target]) { "Failed to copy file from Pod: \($0)" }
    }

    func fetchFile(_ file: String, to target: String) async throws(ModuleFailure) {
        let result = try await run(["cat", file])
        guard result.succeeded else {
            throw ModuleFailure("Failed to copy file from Pod: \(result.errorText.trimmed())")
        }
        try await kubectl.machine.attempt { base async throws(SystemError) in
            try await base.write(target, result.output, mode: 0o644, append: false)
        }
    }

    private func copy(_ words: [String], _ message: (String) -> String) async throws(ModuleFailure) {
        let result = try await kubectl.run(["cp"] + words + containerOption)
        guard result.succeeded else { throw ModuleFailure(message(result.errorText.trimmed())) }
    }

    private func run(_ command: [String]) async throws(ModuleFailure) -> CommandResult {
        try await kubectl.run(["exec", "--namespace", namespace, pod] + containerOption + ["--"] + command)
    }

    private var containerOption: [String] { container.map { ["--container", $0] } ?? [] }
}
