import Modules
import System
import Values

/// `kubernetes.core.k8s_exec`: a command in a container of a pod.
struct KubernetesExecModule: Module {
    static let name = "kubernetes.core.k8s_exec"
    static let aliases = ["community.kubernetes.k8s_exec"]
    static let arguments = ArgumentSpec(
        AccessOptions.all + [
            Option("namespace", required: true), Option("pod", required: true), Option("container"),
            Option("command", required: true),
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        if context.check { return Outcome(changed: true, values: ["stdout": "", "stderr": "", "rc": 0]) }
        return try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Kubectl(arguments, files, in: context))
        }
    }

    private func run<Base: System>(_ kubectl: Kubectl<Base>) async throws(ModuleFailure) -> Outcome {
        var words = ["exec", "--namespace", arguments.string("namespace") ?? "", arguments.string("pod") ?? ""]
        if let container = arguments.string("container") { words += ["--container", container] }
        let command: [String]
        do throws(ShellWords.Malformed) { command = try ShellWords.split(arguments.string("command") ?? "") } catch {
            throw ModuleFailure("command: \(error.message)")
        }
        let result = try await kubectl.run(words + ["--"] + command)
        let reason = result.errorText
        guard result.succeeded || !reason.hasPrefix("Error from server") else {
            throw ModuleFailure(
                "Failed to execute on pod \(arguments.string("pod") ?? "") due to : \(result.kubectlReason)")
        }
        return Outcome(
            changed: true,
            values: [
                "stdout": .string(result.text), "stderr": .string(reason), "rc": .int(Int(result.status)),
                "return_code": .int(Int(result.status)),
            ])
    }
}
