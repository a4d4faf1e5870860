import Connections
import Playbook
import System
import Values

/// Reboots the target and waits until it is back with a new boot id.
struct RebootAction: Action {
    static let names = ["ansible.builtin.reboot"]
    static let needsHostAlone = true

    private static let options = [
        "boot_time_command", "connect_timeout", "msg", "post_reboot_delay", "pre_reboot_delay", "reboot_command",
        "reboot_timeout", "search_paths", "test_command",
    ]

    /// Connections to the machine that the controller itself runs on: a chroot shares its kernel and its init.
    private static let controllers: [ConnectionSettings.Kind: String] = [
        .local: "local", .init("community.general.chroot"): "chroot",
    ]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        if let kind = Self.controllers[try call.target.kind()] {
            var result: TaskResult = [
                "changed": false, "elapsed": 0, "rebooted": false, "failed": true,
                "msg": .string(
                    "Running \(call.task.action.name) with \(kind) connection would reboot the control node."),
            ]
            result.origin = .action
            return .result(result)
        }
        try call.only(Self.options, briefly: true)
        if call.fields.isCheckMode { return .result(["changed": true, "elapsed": 0, "rebooted": true]) }
        let begin = Date.seconds()
        let bootCommand = call.string("boot_time_command") ?? "cat /proc/sys/kernel/random/boot_id"
        let before = try await output(call, bootCommand)
        guard before.status == 0 else {
            throw TaskFailure(
                "\(call.name): failed to get host boot time info, rc: \(before.status), stdout: \(before.output), "
                    + "stderr: \(before.error)")
        }
        if let failure = try await shutDown(call) { return .result(failure) }
        await call.run.pause(max(0, try call.number("post_reboot_delay", 0)))
        let patience = Patience(seconds: try call.number("reboot_timeout", 600), pause: 1)
        let test = call.string("test_command") ?? "whoami"
        let wrong = await patience.wait(call) { call in
            guard let now = try? await output(call, bootCommand), now.status == 0 else { return "no boot id" }
            guard now.output != before.output else { return "boot time has not changed" }
            guard let probe = try? await output(call, test), probe.status == 0 else {
                return "post-reboot test command failed"
            }
            return nil
        }
        let elapsed = Value.int(Int(Date.seconds() - begin))
        if let wrong {
            let timeout = Int(patience.seconds)
            return .result([
                "failed": true, "rebooted": true, "changed": true, "elapsed": elapsed,
                "msg": .string("Timed out waiting for last boot time check (timeout=\(timeout)): \(wrong)"),
            ])
        }
        return .result(["rebooted": true, "changed": true, "elapsed": elapsed, "failed": false])
    }

    /// Sends the command; nil where the machine goes down, the result where it refused to.
    private func shutDown(_ call: ActionCall) async throws(TaskFailure) -> TaskResult? {
        let message = call.string("msg") ?? "Reboot initiated by Ansible"
        let delay = max(0, Int(try call.number("pre_reboot_delay", 0)))
        let paths =
            call.arguments["search_paths"]?.sequence?.compactMap(\.text)
            ?? ["/sbin", "/bin", "/usr/sbin", "/usr/bin", "/usr/local/sbin"]
        let command =
            call.string("reboot_command")
            ?? "shutdown -r \(delay / 60 > 0 ? "+\(delay / 60)" : "now") \(ShellQuote.quoted(message))"
        let search = "PATH=\(paths.map(ShellQuote.quoted).joined(separator: ":")):$PATH; export PATH; \(command)"
        do throws(TaskFailure) {
            let answer = try await output(call, search)
            guard answer.status != 0, answer.status != 255, answer.status > 0 else { return nil }
            return [
                "failed": true, "rebooted": false, "changed": false,
                "msg": .string("Reboot command failed. Error was: '\(answer.output), \(answer.error)'"),
            ]
        } catch {
            // The connection went down with the machine, as it should.
            return nil
        }
    }

    private func output(
        _ call: ActionCall, _ command: String
    ) async throws(TaskFailure) -> (status: Int, output: String, error: String) {
        let answer = try await call.send(
            call.request("ansible.builtin.command", ["argv": .list(["/bin/sh", "-c", .string(command)])]))
        if answer.flag("failed"), answer["rc"] == nil {
            throw TaskFailure(answer["msg"]?.text ?? "the command could not be run")
        }
        guard case .int(let status)? = answer["rc"] else { return (0, "", "") }
        return (status, answer["stdout"]?.text ?? "", answer["stderr"]?.text ?? "")
    }
}
