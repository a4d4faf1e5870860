import Diagnostics
import Values
import YAML

/// The points of a role, read from its files.
struct RoleContents {
    let role: String
    var points: [CoveragePoint] = []
    /// Tasks of `rescue` and `always` lists by the line of their list's first task.
    private(set) var branches: [String: [Int]] = [:]

    private static let includes: Set<String> = ["import_tasks", "import_role"]

    init(role: String) {
        self.role = role
        for (folder, kind) in [("tasks", CoveragePoint.Kind.task), ("handlers", .handler)] {
            for path in Disk.files(below: "\(role)/\(folder)") where Self.isYAML(path) {
                let file = FilePath.relative(path, to: role)
                guard let node = Self.document(path), let tasks = node.items else { continue }
                if kind == .task { points.append(CoveragePoint(kind: .file, file: file, line: 1, name: file)) }
                for task in tasks { add(task, kind, file) }
            }
        }
        for path in Disk.files(below: "\(role)/defaults") where Self.isYAML(path) {
            for (key, _) in Self.document(path)?.entries ?? [] {
                guard let name = key.scalar else { continue }
                points.append(
                    CoveragePoint(
                        kind: .override, file: FilePath.relative(path, to: role), line: Int(key.span.start.line),
                        name: name))
            }
        }
    }

    private static func isYAML(_ path: String) -> Bool { path.hasSuffix(".yml") || path.hasSuffix(".yaml") }

    private static func document(_ path: String) -> Node? {
        guard let text = Disk.text(path) else { return nil }
        return (try? YAMLParser.document(SourceFile(name: path, text: text))) ?? nil
    }

    private mutating func add(_ node: Node, _ kind: CoveragePoint.Kind, _ file: String) {
        guard let entries = node.entries else { return }
        func entry(_ key: String) -> Node? { entries.first { $0.key.scalar == key }?.value }
        let line = Int(node.span.start.line)
        if let body = entry("block") {
            for task in body.items ?? [] { add(task, kind, file) }
            for branch in ["rescue", "always"] {
                guard let tasks = entry(branch)?.items, let first = tasks.first else { continue }
                let start = Int(first.span.start.line)
                points.append(CoveragePoint(kind: .branch, file: file, line: start, name: branch))
                branches["\(file):\(start)"] = tasks.flatMap(Self.lines)
                for task in tasks { add(task, kind, file) }
            }
            return
        }
        let names = entries.compactMap(\.key.scalar).map { $0.split(separator: ".").last.map(String.init) ?? $0 }
        // What is imported takes the place of the task.
        guard !names.contains(where: Self.includes.contains), !names.contains("meta") else { return }
        let name = entry("name")?.scalar ?? names.first ?? ""
        points.append(CoveragePoint(kind: kind, file: file, line: line, name: name))
        if entry("when") != nil {
            for kind in [CoveragePoint.Kind.holds, .fails] {
                points.append(CoveragePoint(kind: kind, file: file, line: line, name: name))
            }
        }
        if names.contains(where: { $0 == "loop" || $0.hasPrefix("with_") }) {
            for kind in [CoveragePoint.Kind.items, .empty] {
                points.append(CoveragePoint(kind: kind, file: file, line: line, name: name))
            }
        }
    }

    /// The lines of a task, or of all tasks in a block.
    private static func lines(_ node: Node) -> [Int] {
        guard let entries = node.entries else { return [] }
        let inner = entries.filter { ["block", "rescue", "always"].contains($0.key.scalar) }
        guard !inner.isEmpty else { return [Int(node.span.start.line)] }
        return inner.flatMap { ($0.value.items ?? []).flatMap(lines) }
    }
}
