public import Diagnostics
import Values

/// The texts of `--list-hosts`, `--list-tasks` and `--list-tags`, equal to ansible-playbook's.
public struct Listing: Sendable {
    public struct Contents: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let hosts = Contents(rawValue: 1)
        public static let tasks = Contents(rawValue: 2)
        public static let tags = Contents(rawValue: 4)
    }

    /// Hosts for which a deferred role has the same name.
    public struct RoleHosts: Sendable {
        public var role: String
        public var hosts: [String]
        public init(role: String, hosts: [String]) {
            self.role = role
            self.hosts = hosts
        }
    }

    private let loader: Loader
    private let contents: Contents
    private let selection: TagSelection
    private let heading: @Sendable (_ play: Play) throws(Diagnostic) -> PlayHeading
    private let hosts: @Sendable (_ patterns: [String]) throws(Diagnostic) -> [String]
    private let resolve:
        @Sendable (_ role: DeferredRole, _ play: Play, _ hosts: [String]) throws(Diagnostic) -> [RoleHosts]

    /// - Parameters:
    ///   - heading: a play's name and the patterns of its hosts, as a run would have them.
    ///   - hosts: the hosts that a play's patterns select, in order.
    ///   - resolve: what a role's name is for those hosts, hosts with the same answer together.
    public init(
        _ contents: Contents, selection: TagSelection, loader: Loader,
        heading: @escaping @Sendable (_ play: Play) throws(Diagnostic) -> PlayHeading,
        hosts: @escaping @Sendable (_ patterns: [String]) throws(Diagnostic) -> [String],
        resolve:
            @escaping @Sendable (
                _ role: DeferredRole, _ play: Play, _ hosts: [String]
            ) throws(Diagnostic) -> [RoleHosts]
    ) {
        self.contents = contents
        self.selection = selection
        self.loader = loader
        self.heading = heading
        self.hosts = hosts
        self.resolve = resolve
    }

    /// What is printed for one playbook, line breaks included.
    public func text(_ playbook: Playbook) throws(Diagnostic) -> String {
        var text = "\nplaybook: \(playbook.path)\n"
        for (index, play) in playbook.plays.enumerated() { text += try self.text(play, number: index + 1) }
        return text
    }

    private func text(_ play: Play, number: Int) throws(Diagnostic) -> String {
        let layers = PlayContext(loader: loader, play: play).layers()
        let heading = try self.heading(play)
        let patterns = heading.patterns
        let playTags = TagSelection.flat(try render(play.attributes.tags, layers))
        var text = "\n  play #\(number) (\(patterns.joined(separator: ","))): \(heading.name)"
        text += "\tTAGS: [\(play.attributes.tags.map(\.written).joined(separator: ","))]"
        if contents.contains(.hosts) {
            let found = try hosts(patterns)
            let list = patterns.map { "'\($0)'" }.joined(separator: ", ")
            text += "\n    pattern: [\(list)]\n    hosts (\(found.count)):"
            for host in found { text += "\n      \(host)" }
        }
        text += "\n"
        guard !contents.isDisjoint(with: [.tasks, .tags]) else { return text }
        var lines = TaskLines(playTags: playTags)
        for block in play.blocks { try add(block.items, of: play, layers, to: &lines) }
        if contents.contains(.tasks) { text += "    tasks:\n" + lines.text }
        if contents.contains(.tags) {
            text += "      TASK TAGS: [\(Self.joined(playTags.union(lines.tags)))]\n"
        }
        return text
    }

    /// What has been listed of one play.
    private struct TaskLines {
        let playTags: Set<String>
        var text = ""
        var tags: Set<String> = []
    }

    private func add(
        _ items: [Block.Item], of play: Play, _ layers: [Dict], to lines: inout TaskLines
    ) throws(Diagnostic) {
        for item in items {
            switch item {
            case .block(let block): try add(block.items, of: play, layers, to: &lines)
            case .task(let task): try add(task, of: play, layers, to: &lines)
            }
        }
    }

    private func add(
        _ task: Task, of play: Play, _ layers: [Dict], to lines: inout TaskLines
    ) throws(Diagnostic) {
        if case .deferredRole(let role) = task.kind { return try add(role, task, of: play, layers, to: &lines) }
        if task.isImplicit { return }
        let tags = TagSelection.flat(try render(task.effective.tags, layers))
        guard selection.takes(tags) else { return }
        lines.tags.formUnion(tags)
        let title = task.writtenName.isEmpty ? task.action.name : task.title()
        lines.text += "      \(title)\tTAGS: [\(Self.joined(lines.playTags.union(tags)))]\n"
    }

    private func add(
        _ role: DeferredRole, _ task: Task, of play: Play, _ layers: [Dict], to lines: inout TaskLines
    ) throws(Diagnostic) {
        let found = try hosts(try heading(play).patterns)
        for group in try resolve(role, play, found) {
            let included = try loader.resolveRole(group.role, by: task, in: play)
            lines.text += "      role \(role.name.text) is \(group.role) for \(group.hosts.joined(separator: ", "))\n"
            for block in included.blocks { try add(block.items, of: play, layers, to: &lines) }
        }
    }

    /// - Parameter keyword: whose values they are, where an error ends the listing as it ends a run.
    private func render(_ values: [Value], _ layers: [Dict], of keyword: String? = nil) throws(Diagnostic) -> [Value] {
        do {
            return try values.map { value throws(RenderFailure) in
                value.mayHoldTemplates ? try loader.settings.render(value, layers) : value
            }
        } catch {
            guard let keyword else { throw error.diagnostic }
            var problem = error.diagnostic
            problem.message = "Error processing keyword '\(keyword)': \(problem.message)"
            problem.isParseError = true
            throw problem
        }
    }

    private static func joined(_ tags: Set<String>) -> String {
        tags.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }.joined(separator: ", ")
    }
}
