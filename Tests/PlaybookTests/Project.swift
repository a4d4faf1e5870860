import Diagnostics
import Foundation
import Loading
import Synchronization
import TemplatePlugins
import Values

@testable import Playbook

/// A directory of the cases, and what loads it.
struct Project {
    static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    let directory: URL
    let loader: Loader
    let warnings = Warnings()

    final class Warnings: Sendable {
        private let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        var all: [String] { texts.withLock { $0 } }
    }

    init(_ directory: URL, extraVars: Dict = [:]) {
        self.directory = directory
        var settings = LoaderSettings(catalog: .few, render: Project.render)
        settings.extraVars = extraVars
        settings.report = { [warnings] in warnings.add($0.message) }
        loader = Loader(settings: settings, files: DataLoader())
    }

    init(_ name: String, extraVars: Dict = [:]) {
        self.init(Project.cases.appending(path: name), extraVars: extraVars)
    }

    func playbook(_ name: String = "site.yml") throws -> Playbook {
        let loaded = try loader.playbook(at: directory.appending(path: name).path)
        return Playbook(path: name, directory: loaded.directory, plays: loaded.plays)
    }

    /// A project in a directory of its own that holds `files`; `body` gets it, then it is gone.
    static func temporary<Result>(_ files: [String: String], _ body: (Project) throws -> Result) throws -> Result {
        let root = FileManager.default.temporaryDirectory.appending(path: "playbook-\(UUID())")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try body(Project(root))
    }

    /// Renders by Templar, in the variables of the layers alone.
    private static func render(_ value: Value, _ layers: [Dict]) throws(RenderFailure) -> Value {
        guard case .template(let template) = value else { return value }
        var text = ""
        var rest = template.text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest.firstRange(of: "}}") {
            text += rest[..<open.lowerBound]
            let parts = rest[open.upperBound..<close.lowerBound].split(separator: "|").map(\.trimmingBlanks)
            rest = rest[close.upperBound...]
            if let found = layers.reversed().lazy.compactMap({ $0[.string(parts[0])] }).first {
                text += try render(found, layers).written
            } else if parts.count > 1 {
                text += parts[1].split(separator: "'")[1]
            } else {
                throw RenderFailure(Diagnostic("'\(parts[0])' is undefined", at: template.span), isUndefined: true)
            }
        }
        return .string(text + rest)
    }
}

extension ActionCatalog {
    /// The modules that the cases use.
    static let few: ActionCatalog = {
        let names = ["command", "shell", "debug", "copy", "ping", "fail", "set_fact", "file", "template", "raw"]
        return ActionCatalog(
            resolve: { name, _, _ in
                let short = name.split(separator: ".").last.map(String.init) ?? name
                return names.contains(short) ? "ansible.builtin.\(short)" : nil
            }, hasLookup: { ["items", "dict", "fileglob"].contains($0) }, names: { names })
    }()
}
