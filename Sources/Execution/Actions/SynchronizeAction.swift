import Connections
import Modules
import System
import Templating
import Values

/// Tells rsync where from and where to: between the controller and the target, or from the machine that the task is
/// delegated to.
struct SynchronizeAction: Action {
    static let names = ["ansible.posix.synchronize"]

    /// Names of the controller, which another machine knows by another one.
    private static let controllers: Set = ["localhost", "127.0.0.1", "::1"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard let source = call.string("src"), let dest = call.string("dest") else {
            let message = "synchronize requires both src and dest parameters are set"
            return .refused(message)
        }
        let choice = ConnectionChoice(run: call.run, host: call.host, fields: call.fields, templar: call.templar)
        let settings = try choice.settings()
        let delegate = call.fields.delegateTo
        let isReached = delegate != nil || settings.kind == .ssh || settings.kind == .local
        let shell = isReached ? nil : try remoteShell(choice.plugin(), settings, call)
        guard isReached || shell != nil else {
            let message =
                "synchronize uses rsync to function. rsync needs to connect to the remote host via ssh, docker client"
                + " or a direct filesystem copy. This remote host is being accessed via \(settings.kind.name) instead"
                + " so it cannot work."
            return .refused(message)
        }
        var arguments = call.arguments
        let name = call.templar.variables["inventory_hostname"]?.text ?? call.host
        let isHere = delegate == nil ? settings.kind == .local : delegate == name || delegate == settings.host
        let isPull = call.string("mode") == "pull"
        if isHere {
            arguments["src"] = .string(await own(source, call))
            arguments["dest"] = .string(await own(dest, call))
        } else if let shell {
            arguments["src"] = .string(isPull ? "\(shell.host):\(source)" : await own(source, call))
            arguments["dest"] = .string(isPull ? await own(dest, call) : "\(shell.host):\(dest)")
            arguments["rsync_opts"] = .list(
                Self.options(call) + [
                    .string("--blocking-io"), .string("--rsh=\(ShellQuote.quoted(ShellWords.join(shell.words)))"),
                ])
        } else {
            let user = try call.bool("set_remote_user", true) ? settings.user : nil
            let host = address(of: settings, call, name)
            do throws(ConnectionError) {
                try SSHName.check(host: host, user: user)
            } catch {
                throw TaskFailure(error.message)
            }
            arguments["src"] = .string(isPull ? far(source, host, user) : await own(source, call))
            arguments["dest"] = .string(isPull ? await own(dest, call) : far(dest, host, user))
            if arguments["dest_port"] == nil, let port = settings.port { arguments["dest_port"] = .int(port) }
            if arguments["private_key"] == nil, let key = settings.privateKeyFiles.first {
                arguments["private_key"] = .string(key)
            }
            if delegate != nil, Self.controllers.contains(host) { arguments["_substitute_controller"] = true }
            if let password = settings.password { arguments["_local_rsync_password"] = .string(password) }
            if arguments["rsync_path"] == nil, let become = settings.become, become.method == .sudo {
                arguments["rsync_path"] = .string("sudo -u \(ShellQuote.quoted(become.user)) rsync")
            }
        }
        if try call.bool("use_ssh_args", false) {
            arguments["_ssh_args"] = .string(settings.sshArguments.map(ShellQuote.quoted).joined(separator: " "))
        }
        arguments["use_ssh_args"] = nil
        if let path = call.templar.variables["ansible_rsync_path"]?.text {
            arguments["_local_rsync_path"] = .string(path)
        }
        let request = call.request(Self.names[0], arguments)
        if delegate != nil || settings.kind == .local { return .request(request) }
        let local = call.run.local
        let answer = await _Concurrency.Task(executorPreference: BlockingPool.shared) {
            await ModuleServer(.native).result(of: request, contents: LocalContentStore([:]), on: local)
        }.value
        return .result(TaskResult(answer: answer))
    }

    /// How rsync reaches a container; nil for connections that it cannot use.
    private func remoteShell(
        _ plugin: any ConnectionPlugin, _ settings: ConnectionSettings, _ call: ActionCall
    ) throws(TaskFailure) -> RemoteShell? {
        let user = try call.bool("set_remote_user", true) ? settings.user : nil
        return plugin.remoteShell(settings, user: settings.become?.user ?? user)
    }

    /// The options that the task gives rsync, as a list whatever they are written as.
    private static func options(_ call: ActionCall) -> [Value] {
        guard let given = call.arguments["rsync_opts"], !given.isNone else { return [] }
        if let list = given.sequence { return list }
        return ((try? given.string()) ?? "").split(separator: ",").map { .string(String($0)) }
    }

    /// The address of the host itself, whatever the task is delegated to.
    private func address(of settings: ConnectionSettings, _ call: ActionCall, _ name: String) -> String {
        if call.fields.delegateTo == nil { return settings.host }
        guard let value = call.templar.variables["ansible_host"] else { return name }
        return (try? call.templar.renderText(value)) ?? name
    }

    /// A path of the machine that runs rsync; relative ones are found beside the role or the play.
    private func own(_ path: String, _ call: ActionCall) async -> String {
        if path.contains(":") || path.hasPrefix("/") { return path }
        let places = SearchPath.candidates(path, kind: "files", in: call.searchPath)
        var found = places.first ?? path
        for place in places {
            guard let info = try? await call.run.local.info(place, follow: true), info.links > 0 else { continue }
            found = place
            break
        }
        return path.hasSuffix("/") && !found.hasSuffix("/") ? found + "/" : found
    }

    private func far(_ path: String, _ host: String, _ user: String?) -> String {
        if path.hasPrefix("rsync://") { return path }
        let prefix = user.map { $0.isEmpty ? "" : "\($0)@" } ?? ""
        if host.contains(":") { return "[\(prefix)\(host)]:\(path)" }
        if !path.contains(":") { return "\(prefix)\(host):\(path)" }
        return path.contains("@") ? path : prefix + path
    }
}
