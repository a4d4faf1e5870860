public import Diagnostics
import Loading
import Regex
import Templating
import Values

extension Inventory {
    private static let kinds: [any InventorySource.Type] = [
        HostListSource.self, ScriptSource.self, PluginSource.self, YAMLSource.self, INISource.self, TOMLSource.self,
        AdvancedHostListSource.self, ConstructedSource.self, GeneratorSource.self,
    ]

    /// Everything that `sources` say together.
    ///
    /// - Parameter sources: paths of files, programs and directories, and texts such as `host1,host2`.
    /// - Returns: an inventory whose ``sources`` are those that could be read; the others gave warnings.
    public static func parse(_ sources: [String], _ context: InventoryContext) throws(Diagnostic) -> Inventory {
        var inventory = Inventory()
        inventory.mergesDictionaries = context.mergesDictionaries
        inventory.requested = sources.map { source in
            source.contains(",") ? source : context.files.path(source, in: context.files.currentDirectory)
        }
        for source in inventory.requested where !source.isEmpty {
            _ = try inventory.add(source, context, depth: 0)
        }
        if inventory.sources.isEmpty, context.failsOnNone {
            throw Diagnostic("No inventory was parsed, please check your configuration and options.")
        }
        for name in inventory.reconcile() { context.warn("Found both group and host with same name: \(name)") }
        return inventory
    }

    /// Adds one source, all that is in it where it is a directory; true where something could be read.
    private mutating func add(
        _ source: String, _ context: InventoryContext, depth: Int
    ) throws(Diagnostic) -> Bool {
        guard context.files.isDirectory(source) else { return try addFile(source, context) }
        guard depth < 32 else { throw Diagnostic("the inventory directory '\(source)' is nested too deeply") }
        var isRead = false
        for name in context.files.names(in: source) where try !Self.isIgnored(name, context) {
            if try add(context.files.join(source, name), context, depth: depth + 1) { isRead = true }
        }
        if isRead { return true }
        return try unreadable(source, [], context)
    }

    private static func isIgnored(_ name: String, _ context: InventoryContext) throws(Diagnostic) -> Bool {
        if name.hasPrefix(".") || ["host_vars", "group_vars", "vars_plugins"].contains(name) { return true }
        if context.ignoredExtensions.contains(where: name.hasSuffix) { return true }
        do {
            return try context.ignoredPatterns.contains { try Regex.cached($0).search(name) != nil }
        } catch {
            throw Diagnostic("an inventory ignore pattern is no regular expression: \(error)")
        }
    }

    private mutating func addFile(_ source: String, _ context: InventoryContext) throws(Diagnostic) -> Bool {
        var failures: [(kind: String, error: Diagnostic)] = []
        for name in context.enabled {
            let short = name.split(separator: ".").last.map(String.init) ?? name
            let isBuiltIn = !name.contains(".") || name.hasPrefix("ansible.builtin.")
            let kind = isBuiltIn ? Self.kinds.first { $0.name == short } : nil
            if kind == nil, context.hasForeign(name) {
                var attempt = self
                do throws(Diagnostic) {
                    guard try ForeignSource.parse(source, with: name, into: &attempt, context) else { continue }
                    self = attempt
                    sources.append(source)
                    return true
                } catch {
                    failures.append((name, error))
                    continue
                }
            }
            guard let kind else {
                context.warn("Failed to load inventory plugin, skipping \(name)")
                continue
            }
            guard kind.accepts(source, context) else { continue }
            var attempt = self
            do {
                try kind.parse(source, into: &attempt, context)
                self = attempt
                sources.append(source)
                return true
            } catch {
                failures.append((kind.name, error))
            }
        }
        return try unreadable(source, failures, context)
    }

    private func unreadable(
        _ source: String, _ failures: [(kind: String, error: Diagnostic)], _ context: InventoryContext
    ) throws(Diagnostic) -> Bool {
        if source == "/etc/ansible/hosts", !context.files.exists(source) { return false }
        for (kind, error) in failures {
            let head = Diagnostic.Note("Failed to parse inventory with '\(kind)' plugin.")
            context.report(Diagnostic(chain: [head] + error.links, severity: .warning))
        }
        if context.failsOnUnparsed {
            throw Diagnostic("Completely failed to parse inventory source \(source)")
        }
        context.warn("Unable to parse \(source) as an inventory source")
        return false
    }
}
