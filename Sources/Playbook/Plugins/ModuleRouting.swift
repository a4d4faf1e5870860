import Diagnostics
import Synchronization
import Templating
import Values

/// Where modules have moved: the `plugin_routing` of collections and of ansible-core.
final class ModuleRouting: Sendable {
    private let files: DataLoader
    private let collections = Mutex<[String: Dict]>([:])
    private let core = Mutex<String?>(nil)

    init(_ files: DataLoader) { self.files = files }

    /// The name that a collection's `meta/runtime.yml` sends a module to; nil where it does not.
    func redirect(of name: String, inCollectionAt directory: String) -> String? {
        let routing = collections.withLock { known in
            if let routing = known[directory] { return routing }
            var routing: Dict = [:]
            for file in ["runtime.yml", "runtime.yaml"] {
                let path = "\(directory)/meta/\(file)"
                guard files.exists(path), let content = try? files.value(at: path)?.mapping else { continue }
                routing = content["plugin_routing"]?.mapping?["modules"]?.mapping ?? [:]
                break
            }
            known[directory] = routing
            return routing
        }
        return routing[.string(name)]?.mapping?["redirect"]?.text
    }

    /// The collection's module that a short name stands for to ansible-core; its table is large and is searched, not
    /// parsed.
    func redirect(ofCore name: String, package: String) -> String? {
        let text = core.withLock { known in
            if let known { return known }
            let bytes = files.content(of: "\(package)/config/ansible_builtin_runtime.yml") ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            let start = text.firstRange(of: "\n  modules:\n")?.upperBound ?? text.endIndex
            let end = text[start...].firstRange(of: "\n  module_utils:\n")?.lowerBound ?? text.endIndex
            known = String(text[start..<end])
            return known ?? ""
        }
        guard let entry = text.firstRange(of: "\n    \(name):\n") ?? prefix(text, name) else { return nil }
        let lines = text[entry.upperBound...].prefix(400).split(separator: "\n").prefix { $0.hasPrefix("      ") }
        let key = "      redirect: "
        return lines.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }
    }

    private func prefix(_ text: String, _ name: String) -> Range<String.Index>? {
        let entry = "    \(name):\n"
        return text.hasPrefix(entry) ? text.startIndex..<text.index(text.startIndex, offsetBy: entry.count) : nil
    }
}
