import Diagnostics
import Execution
import Values
import YAML

/// Finds out why tasks changed something in a second run.
struct IdempotenceCauses {
    let changes: [TaskObserver.Change]
    let places: SourcePlaces

    /// What kind of cause it is.
    enum Kind: String {
        case noDiff = "no diff given"
        case varies = "value differs every run"
        case undone = "two tasks undo each other"
        case handler = "handler or restart only"
        case cache = "package cache refreshed"
    }

    /// One entry for each host, task and item, in the order of the run.
    var findings: [Finding] {
        changes.map { change in
            let report = change.report
            let diff = ResultDiff(report)
            let (kind, explanation) = cause(of: change, diff)
            return Finding(
                kind: kind.rawValue, host: report.host, task: report.task.name, action: report.task.action,
                path: report.task.path.map(places.shown), item: change.item,
                explanation: explanation, fields: diff.fields, diff: diff.text)
        }
    }

    private func cause(of change: TaskObserver.Change, _ diff: ResultDiff) -> (Kind, String) {
        let report = change.report
        let action = report.task.action.split(separator: ".").last.map(String.init) ?? report.task.action
        if let other = contender(of: change) {
            let place = other.report.task.path.map { " (\(places.shown($0)))" } ?? ""
            let target = Target(report)?.text ?? ""
            return (.undone, "'\(other.report.task.name)'\(place) writes \(target) as well")
        }
        if report.task.kind == .handler || isRestart(report, action) {
            return (.handler, "it runs whenever it is notified or asked to restart; see what notifies it")
        }
        if ["apt", "yum", "dnf", "package", "apk", "zypper", "pacman"].contains(action), isCacheOnly(report) {
            return (.cache, "update_cache without cache_valid_time counts as a change whenever the cache is fetched")
        }
        if diff.isEmpty {
            let hint =
                ["command", "shell", "raw", "script", "expect"].contains(action)
                ? "say changed_when, creates or removes" : "the module says that it changed something and not what"
            return (.noDiff, hint)
        }
        return (.varies, VaryingExpression(report, diff).text)
    }

    /// Another changed task of this run on the same host that writes the same path or key.
    private func contender(of change: TaskObserver.Change) -> TaskObserver.Change? {
        guard let target = Target(change.report) else { return nil }
        return changes.first { other in
            other.report.host == change.report.host && other.report.task.id != change.report.task.id
                && Target(other.report).map { $0.overlaps(target) } ?? false
        }
    }

    private func isRestart(_ report: TaskReport, _ action: String) -> Bool {
        guard ["service", "systemd", "systemd_service", "sysvinit"].contains(action) else { return false }
        let state = argument(report, "state")
        return state == "restarted" || state == "reloaded"
    }

    private func isCacheOnly(_ report: TaskReport) -> Bool {
        let updated = report.result["cache_updated"]?.isTrue ?? false
        let asks = ["yes", "true", "True"].contains(argument(report, "update_cache"))
        guard updated || asks else { return false }
        let names = argument(report, "name") + argument(report, "pkg") + argument(report, "package")
        return names.isEmpty || (report.result["stdout"]?.text ?? "").isEmpty
    }

    private func argument(_ report: TaskReport, _ name: String) -> String {
        let invocation = report.result["invocation"]?.mapping?.dict("module_args")[.string(name)]
        return (invocation ?? report.task.arguments[.string(name)])?.plainArgument ?? ""
    }
}

extension Value {
    /// An argument as it was written; templates as their text.
    var plainArgument: String {
        if case .template(let template) = self { return template.text }
        if isNone { return "" }
        return plainText
    }
}
