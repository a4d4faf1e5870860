import Glibc
import Playbook

/// `--start-at-task`.
extension PlayRun {
    /// Skips every task before the first whose name is `name` (a glob is one too); the name is used up by a match.
    func skip(to name: inout String?) {
        guard let wanted = name else { return }
        hasSkipped = true
        for host in hosts {
            guard var walk = walks[host] else { continue }
            var before = walk
            while let task = walk.advance({ !rejected.contains($0.id) }) {
                if Glob.matches(wanted, task.writtenName) || Glob.matches(wanted, task.title()) {
                    walks[host] = before
                    name = nil
                    break
                }
                before = walk
            }
            if name != nil { walks[host] = walk }
        }
    }
}

/// Shell patterns on names: `*`, `?` and `[...]`.
enum Glob {
    static func matches(_ pattern: String, _ name: String) -> Bool {
        fnmatch(pattern, name, 0) == 0
    }
}
