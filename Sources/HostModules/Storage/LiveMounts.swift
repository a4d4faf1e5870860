import Modules
import System

/// What is mounted at one place now, and mount(8) to change that.
struct LiveMounts<Base: System>: Sendable {
    let machine: Machine<Base>
    let entry: MountEntry
    /// The table that names the place; nil mounts by the entry alone.
    let table: String?

    /// Whether something is mounted there: another device than its parent's, or a bind mount (from `source`).
    func isMounted(from source: String? = nil) async -> Bool {
        if let own = await machine.info(entry.path, follow: false), own.kind != .link,
            let parent = await machine.info("\(entry.path)/..")
        {
            if own.device != parent.device || own.inode == parent.inode { return true }
        }
        guard let current = await sources()[entry.path] else { return false }
        return source == nil || current == source
    }

    func isSameSource() async -> Bool {
        if await sources()[entry.path] == entry.source { return true }
        let text = await machine.output(["mount", "-v"]) ?? ""
        return text.lines.contains { line in
            let words = line.words
            return words.count > 2 && words[0] == entry.source && words[2] == entry.path
        }
    }

    /// By place, the device or, for a bind mount, the directory that is shown there.
    private func sources() async -> [String: String] {
        var mounts: [(id: String, parent: String, root: String, place: String, source: String)] = []
        for line in await machine.lines("/proc/self/mountinfo") {
            let words = line.words
            guard words.count > 9 else { continue }
            mounts.append((words[0], words[1], words[3], words[4], words[words.count - 2]))
        }
        var sources: [String: String] = [:]
        for mount in mounts {
            guard let parent = mounts.first(where: { $0.id == mount.parent }), mount.parent != "1", mount.root.count > 1
            else {
                sources[mount.place] = mount.root.count > 1 ? mount.root : mount.source
                continue
            }
            var root = mount.root
            if parent.root.count > 1, root.hasPrefix("\(parent.root)/") {
                root = String(root.dropFirst(parent.root.count))
            }
            sources[mount.place] = parent.place == "/" ? root : parent.place + root
        }
        return sources
    }

    private var tableFlags: [String] { table.map { $0 == "/etc/fstab" ? [] : ["-T", $0] } ?? [] }

    private var entryFlags: [String] {
        guard table == nil else { return [] }
        let options = entry.options == "defaults" ? [] : ["-o", entry.options]
        return ["-t", entry.kind ?? "auto"] + options + [entry.source ?? ""]
    }

    /// Why it failed; empty when it did not.
    func mount() async throws(ModuleFailure) -> String {
        try await run([try await machine.require("mount")] + tableFlags + entryFlags + [entry.path])
    }

    func unmount() async throws(ModuleFailure) {
        let problem = try await run([try await machine.require("umount"), entry.path])
        guard problem.isEmpty else { throw ModuleFailure("Error unmounting \(entry.path): \(problem)") }
    }

    /// Why it failed; a file system that cannot be remounted is unmounted and mounted again, unless that would lose the
    /// options asked for.
    func remount(keepingOptions: Bool) async throws(ModuleFailure) -> String {
        let hasOptions = keepingOptions && entry.options != "defaults"
        let options = hasOptions ? "remount,\(entry.options)" : "remount"
        let program = try await machine.require("mount")
        let problem = try await run([program, "-o", options] + tableFlags + entryFlags + [entry.path])
        if problem.isEmpty { return "" }
        if hasOptions {
            throw ModuleFailure(
                "Options were specified with remounted, but the remount command failed. Failing in order to prevent an "
                    + "unexpected mount result. Try replacing this command with a \"state: unmounted\" followed by a "
                    + "\"state: mounted\" using the full desired mount options instead.")
        }
        let stuck = try await run([try await machine.require("umount"), entry.path])
        return stuck.isEmpty ? try await mount() : stuck
    }

    private func run(_ command: [String]) async throws(ModuleFailure) -> String {
        let result = try await machine.run(command)
        if result.succeeded { return "" }
        let text = result.text + result.errorText
        return text.isEmpty ? "exit status \(result.status)" : text
    }
}
