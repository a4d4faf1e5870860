import System
import Values

/// The result of `copy` (and of `template`, which copies what it made) as ansible-core's action arranges it.
enum CopyResult {
    private static let kept: [Value] = [
        "path", "changed", "uid", "gid", "owner", "group", "mode", "state", "size", "checksum", "dest",
    ]

    /// What a result of the module becomes that placed `content`: one of a failure names the content's checksum.
    static func arranging(_ content: Content) -> (TaskResult) -> TaskResult {
        return { result in
            guard result.flag("failed") else { return arranged(result) }
            var result = result
            result.origin = .module
            if result["checksum"]?.truth != true { result["checksum"] = .string(content.sha1) }
            return result
        }
    }

    /// With `diff` first, empty where there is none, and the keys of a file that stayed as it was in their order.
    private static func arranged(_ result: TaskResult) -> TaskResult {
        guard !result.flag("failed"), !result.flag("skipped") else { return result }
        var arranged: Dict = ["diff": result["diff"] ?? .list([])]
        if result["src"] == nil { for key in kept { if let value = result[key] { arranged[key] = value } } }
        var result = result
        result.values = arranged.merging(result.values) { old, _ in old }
        return result
    }
}
