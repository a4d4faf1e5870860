import Configuration
import Diagnostics
import Playbook
import Templating
import Values

/// Keywords of the task, rendered for this host and item.
extension TaskAttempt {
    /// Whether nothing of the task may be shown. A keyword that gives no answer says so by a warning, and then the task fails.
    func noLog(_ templar: Templar) throws(TaskFailure) -> Bool {
        do throws(TaskFailure) {
            return try isNoLog(templar)
        } catch {
            var warning = Diagnostic(
                chain: [Diagnostic.Note("Invalid no_log value for task, output will be masked.")] + error.chain)
            warning.severity = .warning
            templar.sink.add(warning)
            throw error
        }
    }

    private func isNoLog(_ templar: Templar) throws(TaskFailure) -> Bool {
        let fields = FieldRenderer(templar: templar, span: task.span)
        return try fields.bool(task.effective.noLog, "no_log") ?? run.configuration.bool("DEFAULT_NO_LOG")
    }

    /// Sets whom the task is delegated to; a template that gives no name is wrong, and shown in the host's place.
    func renderDelegate(_ fields: inout TaskFields, _ templar: Templar) throws(TaskFailure) {
        let renderer = FieldRenderer(templar: templar, span: task.span)
        guard let written = task.effective.delegateTo else { return }
        let name: String?
        do throws(TaskFailure) {
            name = try renderer.string(written, nil)
        } catch {
            fields.delegateTo = written.templateText
            throw error
        }
        guard let name else { return }
        guard name.isEmpty else { return fields.delegateTo = name }
        guard case .template(let template) = written else { return }
        fields.delegateTo = template.text
        throw TaskFailure(Diagnostic("Empty hostname produced from delegate_to: \"\(template.text)\""))
    }

    func render(_ fields: inout TaskFields, _ templar: Templar) throws(TaskFailure) {
        let renderer = FieldRenderer(templar: templar, span: task.span)
        let written = settled(renderer)
        // In ansible-core's order, which decides of two mistakes.
        fields.connection = try renderer.string(written.connection, "connection")
        fields.remoteUser = try renderer.string(written.remoteUser, "remote_user")
        fields.isCheckMode = try renderer.bool(written.checkMode, "check_mode") ?? run.options.isCheckMode
        fields.showsDiff = try renderer.bool(written.diff, "diff") ?? run.options.showsDiff
        fields.become = try renderer.bool(written.become, "become")
        fields.becomeMethod = try renderer.string(written.becomeMethod, "become_method")
        fields.becomeUser = try renderer.string(written.becomeUser, "become_user")
        fields.becomeFlags = try renderer.string(written.becomeFlags, "become_flags")
        fields.delegateFacts = try renderer.bool(written.delegateFacts, "delegate_facts") ?? false
        fields.notify = try renderer.strings(written.notify, "notify")
        fields.port = try renderer.int(written.port, "port")
        fields.environment = try environment(written.environment, renderer)
        fields.runOnce = try renderer.bool(written.runOnce, "run_once") ?? false
        fields.ignoreErrors = try renderer.bool(written.ignoreErrors, "ignore_errors") ?? false
        fields.ignoreUnreachable = try renderer.bool(written.ignoreUnreachable, "ignore_unreachable") ?? false
        fields.anyErrorsFatal = try renderer.bool(written.anyErrorsFatal, "any_errors_fatal") ?? false
        fields.timeout = try renderer.int(written.timeout, "timeout") ?? run.configuration.int("TASK_TIMEOUT") ?? 0
        fields.becomeExe = try renderer.string(written.becomeExe, "become_exe")
        fields.async = try renderer.int(task.keywords.async, "async_val") ?? 0
        if let delay = try renderer.double(task.keywords.delay, "delay") { fields.delay = delay < 0 ? 1 : delay }
        fields.poll =
            try renderer.int(task.keywords.poll, "poll") ?? run.configuration.int("DEFAULT_POLL_INTERVAL") ?? 15
        fields.retries = try renderer.int(task.keywords.retries, "retries")
        fields.unreachableRetries = max(
            0, try renderer.int(written.unreachableRetries, "unreachable_retries") ?? 0)
        if let delay = try renderer.double(written.unreachableDelay, "unreachable_delay") {
            fields.unreachableDelay = max(0, delay)
        }
        fields.isRendered = true
    }

    private func environment(_ layers: [Value], _ renderer: FieldRenderer) throws(TaskFailure) -> [String: String] {
        var environment: [String: String] = [:]
        for layer in layers {
            var entries = layer.mapping
            if entries == nil {
                guard let rendered = try renderer.render(layer, "environment") else { continue }
                entries = rendered.mapping
            }
            guard let entries else {
                renderer.templar.sink.add(Self.unusable(layers))
                continue
            }
            for (key, value) in entries {
                guard let value = try variable(value, renderer) else { continue }
                environment[(try? key.string()) ?? ""] = (try? value.string()) ?? ""
            }
        }
        return environment
    }

    /// The warning of an `environment` that is no dictionary, such as the bare name of a variable.
    private static func unusable(_ layers: [Value]) -> Diagnostic {
        let shown = (try? Value.list(layers).representation()) ?? ""
        return Diagnostic("could not parse environment value, skipping: \(shown)", severity: .warning)
    }

    /// A variable of `environment`; nil for one that is left out, such as what builds upon the environment of the
    /// target before facts tell it.
    private func variable(_ value: Value, _ renderer: FieldRenderer) throws(TaskFailure) -> Value? {
        do throws(TaskFailure) {
            return try renderer.render(value, "environment")
        } catch {
            guard error.message.contains("'ansible_env'") else { throw error }
            return nil
        }
    }

    /// The task's keywords, where a template leaves one out (`omit`) with what holds around the task.
    private func settled(_ renderer: FieldRenderer) -> Attributes {
        var settled = task.effective
        for keyword in Self.inherited {
            guard case .template? = settled[keyPath: keyword], let value = settled[keyPath: keyword],
                (try? renderer.templar.render(value))?.isOmit == true
            else { continue }
            settled[keyPath: keyword] = task.scope.effective[keyPath: keyword]
        }
        return settled
    }

    private static var inherited: [WritableKeyPath<Attributes, Value?>] {
        [
            \.become, \.becomeMethod, \.becomeUser, \.becomeFlags, \.becomeExe, \.connection, \.port, \.remoteUser,
            \.checkMode, \.diff, \.ignoreErrors, \.ignoreUnreachable, \.timeout,
        ]
    }
}
