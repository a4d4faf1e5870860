import Configuration
import Diagnostics
import Playbook
import Templating
import Values

/// Notifications, and the handlers that they set off.
extension PlayRun {
    /// Remembers the notification, or in a flush of handlers sets the handler off at once.
    func notify(_ name: String, on host: String) throws(Diagnostic) {
        let matching = handlersMatching(name)
        guard !matching.isEmpty else {
            let message =
                "The requested handler '\(name)' was not found in either the main handlers list nor in the listening "
                + "handlers list"
            guard run.configuration.bool("ERROR_ON_MISSING_HANDLER") else {
                return run.events.receive(.diagnostic(Diagnostic(message, severity: .warning)))
            }
            throw Diagnostic(message)
        }
        guard walks[host]?.isFlushing == true else {
            walks[host]?.remember(name)
            return run.events.receive(
                .verbose(verbosity: 2, text: "Notification for handler \(name) has been saved.", host: nil))
        }
        for handler in matching where walks[host]?.notify(handler) == true {
            run.events.receive(.notified(handler: title(of: handler), host: host))
        }
    }

    var handlers: [Task] { handlerGroups.flatMap(\.self) }

    /// Begins the host's flush: everything notified so far is matched with the handlers there are now.
    func flushHandlers(on host: String) {
        guard var walk = walks[host] else { return }
        for name in walk.notifications {
            for handler in handlersMatching(name) where walk.notify(handler) {
                run.events.receive(.notified(handler: title(of: handler), host: host))
            }
        }
        walk.flush(handlers)
        walks[host] = walk
    }

    /// The handler of that name, and all that listen to it. Of handlers that stand together the first wins, and they
    /// all win over those that came before them: a role's, or an earlier one of the play.
    func handlersMatching(_ name: String) -> [Task] {
        var matching: [Task] = []
        let handlers = handlerGroups.reversed().flatMap(\.self)
        for handler in handlers {
            let own = title(of: handler)
            if own == name || handlerName(handler) == name {
                matching.append(handler)
                break
            }
        }
        var seen: Set<String> = []
        for handler in handlers where handler.keywords.listen.contains(name) {
            let own = handlerName(handler)
            guard own.isEmpty || seen.insert(own).inserted else { continue }
            if !matching.contains(where: { $0 === handler }) { matching.append(handler) }
        }
        return matching
    }

    func title(of handler: Task) -> String { handler.title(rendered: handlerName(handler)) }

    private func warnOfUnusable(_ handler: Task, _ error: Diagnostic) {
        let message =
            "Handler '\(handler.writtenName)' is unusable because it has no listen topics and the name could not be "
            + "templated (host-specific variables are not supported in handler names). The error: \(error.briefMessage)"
        run.events.receive(.diagnostic(Diagnostic(message, severity: .warning)))
    }

    /// A handler's name may hold variables of the play, not of a host.
    private func handlerName(_ handler: Task) -> String {
        if let title = handlerTitles[handler.id] { return title }
        var name = handler.writtenName
        if case .template? = handler.name, let written = handler.name {
            let stack = run.variables.stack(host: nil, task: handler, play: state)
            let templar = run.templar(stack, searchPath: [], host: nil)
            do throws(Diagnostic) {
                name = try templar.renderText(written)
            } catch {
                // What it needs may be there later.
                if handler.keywords.listen.isEmpty { warnOfUnusable(handler, error) }
                return name
            }
        }
        handlerTitles[handler.id] = name
        return name
    }
}
