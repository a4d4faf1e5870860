import Playbook
import System
import Templating
import Values

/// Services by whatever manager the target has; what `module_defaults` says of that manager's own module counts too.
struct ServiceAction: Action {
    static let names = ["ansible.builtin.service"]
    static let supportsAsync = true

    private static let native = ["auto", "systemd", "sysvinit", "openwrt_init", "service"]
    /// Modules of managers that a host may say it has; for any other it is the plain module.
    private static let known: Set = ["openwrt_init", "runit", "svc", "systemd", "systemd_service", "sysvinit"]
    /// Options that only some managers know, by the manager that does not.
    private static let unused = ["systemd": ["pattern", "runlevel", "sleep", "arguments", "args"]]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let use = call.string("use")?.lowercased() ?? "auto"
        // The native module asks for the manager itself, and for what is asked of each of them.
        let isNative = Self.native.contains(use) && !["systemd", "sysvinit"].contains(use)
        if isNative, call.task.effective.moduleDefaults.isEmpty { return .request(call.request()) }
        var manager = use
        if use == "auto" {
            let found = try await self.manager(of: call)
            manager = Self.known.contains(found) ? found : "service"
        }
        guard manager != "service",
            let module = call.run.actions.resolve(
                manager, collections: call.task.effective.collections ?? [], plugins: call.run.plugins)
        else { return .request(call.request()) }
        let defaults = try call.defaults(of: module, without: call.arguments)
        if isNative, defaults.isEmpty { return .request(call.request()) }
        var arguments = defaults.merging(call.arguments) { $1 }
        arguments["use"] = nil
        for name in Self.unused[manager] ?? [] { arguments[.string(name)] = nil }
        let shown = Self.native.contains(manager) ? "ansible.legacy.\(manager)" : manager
        return .request(call.request(module, arguments, calledAs: shown))
    }

    private func manager(of call: ActionCall) async throws(TaskFailure) -> String {
        if call.fields.delegateTo == nil,
            let known = (call.templar.variables["ansible_facts"]?.mapping)?["service_mgr"]?.text
        {
            return known
        }
        let answer = try await call.send(
            call.request("ansible.builtin.setup", ["filter": "ansible_service_mgr", "gather_subset": "!all"]))
        return answer["ansible_facts"]?.mapping?["ansible_service_mgr"]?.text ?? "service"
    }
}
