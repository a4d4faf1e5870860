import Values

/// How much of roles the scenarios of a run have reached.
struct Coverage: Sendable {
    struct Role: Sendable {
        /// From the directory where the run began; empty where the role is that.
        var place: String
        var points: [CoveragePoint]
    }

    private(set) var roles: [Role] = []

    /// - Parameter projects: the directories of the scenarios, by their labels.
    init(_ results: [ScenarioResult], scenarios: [Scenario], directory: String) {
        var found: [String] = []
        for scenario in scenarios {
            for role in Self.roles(in: scenario.project.directory) where !found.contains(role) { found.append(role) }
        }
        for role in found {
            var contents = RoleContents(role: role)
            guard !contents.points.isEmpty else { continue }
            for scenario in scenarios {
                guard let result = results.first(where: { $0.label == scenario.label }) else { continue }
                contents.count(result, project: scenario.project.directory)
                contents.countOverrides(scenario)
            }
            roles.append(
                Role(place: role == directory ? "" : FilePath.relative(role, to: directory), points: contents.points))
        }
    }

    /// The role that a directory is, or those of a collection or site.
    private static func roles(in project: String) -> [String] {
        if Disk.isDirectory(project + "/tasks") { return [project] }
        return Disk.names(in: project + "/roles").map { "\(project)/roles/\($0)" }.filter {
            Disk.isDirectory($0 + "/tasks")
        }
    }

    var points: [CoveragePoint] { roles.flatMap(\.points) }

    /// Of all points those that were reached, in percent.
    var percent: Double {
        let all = points
        return all.isEmpty ? 100 : Double(all.count { $0.isReached }) * 100 / Double(all.count)
    }

    static func text(_ percent: Double) -> String {
        let tenths = Int((percent * 10).rounded(.down))
        return "\(tenths / 10).\(tenths % 10)%"
    }
}

extension RoleContents {
    /// Adds what the tasks of a scenario reached.
    mutating func count(_ result: ScenarioResult, project: String) {
        let prefix = role == project ? "" : FilePath.relative(role, to: project) + "/"
        var seen: [String: [TaskResult]] = [:]
        for task in result.steps.filter({ $0.name != "syntax" }).flatMap(\.tasks) {
            guard let path = task.path, path.hasPrefix(prefix) else { continue }
            seen[String(path.dropFirst(prefix.count)), default: []].append(task)
        }
        let files = Set(seen.keys.compactMap { $0.split(separator: ":").first.map(String.init) })
        points = points.map { point in
            let tasks = seen["\(point.file):\(point.line)"] ?? []
            let ran = tasks.filter { $0.status != .skipped }
            var point = point
            switch point.kind {
            case .task, .handler:
                point.count += ran.count
                point.ok += ran.count { $0.status == .ok }
                point.changed += ran.count { $0.status == .changed }
                point.failed += ran.count { $0.status == .failed || $0.status == .unreachable }
                point.skipped += tasks.count - ran.count
            case .branch:
                let lines = branches["\(point.file):\(point.line)"] ?? []
                point.count += lines.flatMap { seen["\(point.file):\($0)"] ?? [] }.count { $0.status != .skipped }
            case .holds: point.count += tasks.count { $0.skip != .condition }
            case .fails: point.count += tasks.count { $0.skip == .condition }
            case .items: point.count += tasks.count { $0.item != nil }
            case .empty: point.count += tasks.count { $0.skip == .noItems }
            case .file: if files.contains(point.file) { point.count += 1 }
            case .override: break
            }
            return point
        }
    }

    /// Counts defaults that a scenario names as keys of its own: in its inventory, its playbooks, or by `-e`.
    mutating func countOverrides(_ scenario: Scenario) {
        var keys: Set<String> = []
        func collect(_ value: Value) {
            for (key, value) in value.mapping ?? [:] {
                keys.insert(key.plainText)
                collect(value)
            }
            for item in value.sequence ?? [] { collect(item) }
        }
        collect(.dict(scenario.config.data.dict("provisioner").dict("inventory")))
        for path in Disk.files(below: scenario.directory) where path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
            if let value = try? Value.ofYAMLFile(path) { collect(value) }
        }
        for word in scenario.invocation.words
            + ((try? scenario.config.texts("ansible", "executor", "args", "ansible_playbook")) ?? [])
        {
            for part in word.split(separator: " ") where part.contains("=") {
                keys.insert(String(part.prefix { $0 != "=" }))
            }
        }
        points = points.map { point in
            var point = point
            if point.kind == .override, keys.contains(point.name) { point.count += 1 }
            return point
        }
    }
}
