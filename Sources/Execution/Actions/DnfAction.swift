import Templating
import Values

/// Packages of the Fedora family by the generation of dnf that the target has.
///
/// Source: the `dnf` action of ansible-core, to which `yum` is redirected.
struct DnfAction: Action {
    static let names = ["ansible.builtin.dnf", "ansible.builtin.yum"]
    static let supportsAsync = true

    private static let backends: Set = ["yum", "yum4", "dnf", "dnf4", "dnf5"]
    private static let undetected = [
        "Could not detect which major revision of dnf is in use, which is required to determine module backend.",
        "You should manually specify use_backend to tell the module whether to use the dnf4 or dnf5 backend})",
    ]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard call.arguments["use"] == nil || call.arguments["use_backend"] == nil else {
            throw TaskFailure("parameters are mutually exclusive: ('use', 'use_backend')")
        }
        let given = call.string("use") ?? call.string("use_backend")
        var backend = given ?? "auto"
        if ["auto", "yum"].contains(backend), let known = call.knownPackageManager { backend = known }
        var found: String?
        if !Self.backends.contains(backend) {
            backend = try await call.packageManager(for: "dnf") ?? "auto"
            if backend != "auto", call.fields.delegateTo == nil || call.fields.delegateFacts {
                found = backend
            }
        }
        guard Self.backends.contains(backend) else { return .result(Self.failure(found)) }
        var arguments = call.arguments
        arguments["use"] = nil
        arguments["use_backend"] = nil
        let module = backend == "dnf5" ? "dnf5" : "dnf"
        // Which program of the fourth generation it is to be.
        if module == "dnf", let given, ["yum4", "dnf4"].contains(given) { arguments["use_backend"] = .string(given) }
        let request = call.request("ansible.builtin.\(module)", arguments, calledAs: "ansible.legacy.\(module)")
        return .request(request) { answer in
            var result = answer
            if let found, result["ansible_facts"] == nil { result["ansible_facts"] = Self.facts(found) }
            return result
        }
    }

    private static func facts(_ manager: String) -> Value { .dict(["pkg_mgr": .string(manager)]) }

    private static func failure(_ found: String?) -> TaskResult {
        var result: TaskResult = ["failed": true, "changed": false, "msg": .list(undetected.map(Value.string))]
        if let found { result["ansible_facts"] = facts(found) }
        result.origin = .action
        result.cause = "(\(undetected.map { "'\($0)'" }.joined(separator: ", ")))"
        return result
    }
}

extension ActionCall {
    /// The package manager of the target as its facts have it; nil where they do not say.
    var knownPackageManager: String? { (target.templar.variables["ansible_facts"]?.mapping)?["pkg_mgr"]?.text }

    /// The package manager of the target by facts that are gathered for the action `name`; nil where none is found.
    func packageManager(for name: String) async throws(TaskFailure) -> String? {
        let answer = try await send(
            request("ansible.builtin.setup", ["filter": "ansible_pkg_mgr", "gather_subset": "!all"]))
        guard !answer.flag("failed") else {
            let reason = answer["msg"].flatMap { try? $0.string() } ?? ""
            throw TaskFailure("Failed to fetch ansible_pkg_mgr to determine the \(name) action backend: \(reason)")
        }
        return answer["ansible_facts"]?.mapping?["ansible_pkg_mgr"]?.text
    }
}
