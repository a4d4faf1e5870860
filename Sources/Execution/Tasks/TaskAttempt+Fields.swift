import Configuration
import Diagnostics
import Playbook
import Templating
import Values

/// Keywords of the task, rendered for this host and item.
extension TaskAttempt {
    func isNoLog(_ templar: Templar) throws(TaskFailure) -> Bool {
        let fields = FieldRenderer(templar: templar, span: task.span)
        return try fields.bool(task.effective.noLog, "no_log") ?? run.configuration.bool("DEFAULT_NO_LOG")
    }

    /// Sets whom the task is delegated to; a template that gives no name is wrong, and shown in the host's place.
    func renderDelegate(_ fields: inout TaskFields, _ templar: Templar) throws(TaskFailure) {
        let renderer = FieldRenderer(templar: templar, span: task.span)
        guard let written = task.effective.delegateTo, let name = try renderer.string(written, "delegate_to") else {
            return
        }
        guard name.isEmpty else { return fields.delegateTo = name }
        guard case .template(let template) = written else { return }
        fields.delegateTo = template.text
        throw TaskFailure(Diagnostic("Empty hostname produced from delegate_to: \"\(template.text)\""))
    }

    func render(_ fields: inout TaskFields, _ templar: Templar) throws(TaskFailure) {
        let written = task.effective
        let renderer = FieldRenderer(templar: templar, span: task.span)
        fields.ignoreErrors = try renderer.bool(written.ignoreErrors, "ignore_errors") ?? false
        fields.ignoreUnreachable = try renderer.bool(written.ignoreUnreachable, "ignore_unreachable") ?? false
        fields.isCheckMode = try renderer.bool(written.checkMode, "check_mode") ?? run.options.isCheckMode
        fields.showsDiff = try renderer.bool(written.diff, "diff") ?? run.options.showsDiff
        fields.runOnce = try renderer.bool(written.runOnce, "run_once") ?? false
        fields.anyErrorsFatal = try renderer.bool(written.anyErrorsFatal, "any_errors_fatal") ?? false
        fields.delegateFacts = try renderer.bool(written.delegateFacts, "delegate_facts") ?? false
        fields.retries = try renderer.int(task.keywords.retries, "retries")
        if let delay = try renderer.double(task.keywords.delay, "delay") { fields.delay = delay < 0 ? 1 : delay }
        fields.async = try renderer.int(task.keywords.async, "async") ?? 0
        fields.poll =
            try renderer.int(task.keywords.poll, "poll") ?? run.configuration.int("DEFAULT_POLL_INTERVAL") ?? 15
        fields.timeout = try renderer.int(written.timeout, "timeout") ?? run.configuration.int("TASK_TIMEOUT") ?? 0
        fields.notify = try renderer.strings(written.notify, "notify")
        fields.become = try renderer.bool(written.become, "become")
        fields.becomeMethod = try renderer.string(written.becomeMethod, "become_method")
        fields.becomeUser = try renderer.string(written.becomeUser, "become_user")
        fields.becomeFlags = try renderer.string(written.becomeFlags, "become_flags")
        fields.becomeExe = try renderer.string(written.becomeExe, "become_exe")
        fields.connection = try renderer.string(written.connection, "connection")
        fields.port = try renderer.int(written.port, "port")
        fields.remoteUser = try renderer.string(written.remoteUser, "remote_user")
        fields.environment = try environment(written.environment, renderer)
        fields.isRendered = true
    }

    private func environment(_ layers: [Value], _ renderer: FieldRenderer) throws(TaskFailure) -> [String: String] {
        var environment: [String: String] = [:]
        for layer in layers {
            guard let rendered = try renderer.render(layer, "environment") else { continue }
            // A template that gave an empty list or text stands for no variables at all.
            guard let entries = rendered.mapping else {
                if rendered.sequence?.isEmpty == true || rendered.text == "" { continue }
                throw TaskFailure(
                    Diagnostic("environment must be a dictionary, received \(rendered.typeName)", at: task.span))
            }
            for (key, value) in entries where !value.isNone && !value.isOmit {
                environment[(try? key.string()) ?? ""] = (try? value.string()) ?? ""
            }
        }
        return environment
    }
}
