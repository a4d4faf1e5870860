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
        ], operands: ["pod"])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        if context.check {
            return Outcome(changed: true, values: ["stdout": "", "stderr": "", "rc": 0, "return_code": 0])
        }
        return try await TaskFiles.with(system, in: context) { files async throws(ModuleFailure) in
            try await run(Kubectl(arguments, files, in: context))
        }
    }

    private func run<Base: System>(_ kubectl: Kubectl<Base>) async throws(ModuleFailure) -> Outcome {
        let pod = arguments.string("pod") ?? ""
        var words = ["exec", "--namespace", arguments.string("namespace") ?? "", pod]
        if let container = arguments.string("container") { words += ["--container", container] }
        let command: [String]
        do throws(ShellWords.Malformed) { command = try ShellWords.split(arguments.string("command") ?? "") } catch {
            throw ModuleFailure("command: \(error.message)")
        }
        let result = try await kubectl.run(words + ["--"] + command)
        // What kubectl says itself stands before and after what the command said.
        var lines = result.errorText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.first?.hasPrefix("Default") == true, lines[0].contains("container") { lines.removeFirst() }
        let end = "command terminated with exit code \(result.status)"
        let isCommands = lines.last(where: { !$0.isEmpty }) == end
        guard result.succeeded || isCommands else {
            throw ModuleFailure("Failed to execute on pod \(pod) due to : \(APIFailure(result).message)")
        }
        if isCommands, let place = lines.lastIndex(of: end) { lines.removeSubrange(place...) }
        let error = lines.joined(separator: "\n") + (isCommands && !lines.isEmpty ? "\n" : "")
        return Outcome(
            changed: true,
            values: [
                "stdout": .string(result.text), "stderr": .string(error), "rc": .int(Int(result.status)),
                "return_code": .int(Int(result.status)),
            ])
    }
}
