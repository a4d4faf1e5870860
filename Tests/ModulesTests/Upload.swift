import System
import Values

/// What a case sends along with its task, as the controller's actions send it: `content` is one text, `upload` a
/// directory (with `src` a file or directory in it).
struct Upload {
    let definition: Dict
    let root: String

    init(_ definition: Dict, root: String) {
        self.definition = definition
        self.root = root
    }

    func contents(_ arguments: inout Dict) -> [String: Content] {
        let name = definition["contentName"]?.text ?? "content"
        if let text = definition["content"]?.text { return [name: Content(Array(text.utf8))] }
        guard let upload = definition["upload"]?.mapping, let source = definition["src"]?.text else { return [:] }
        arguments["_source_path"] = .string("{upload}/\(source)")
        if let entry = upload[.string(source)]?.mapping {
            arguments["_original_basename"] = .string(String(source.split(separator: "/").last ?? ""))
            if arguments["mode"] == "preserve" { arguments["mode"] = entry["mode"] ?? "0644" }
            return [name: Content(bytes(entry))]
        }
        return tree(upload, source, &arguments)
    }

    private func bytes(_ entry: Dict) -> [UInt8] {
        if let text = entry["base64"]?.text { return (try? Base64.decode(text)) ?? [] }
        return Array((entry["content"]?.text ?? "").utf8)
    }

    private func tree(_ upload: Dict, _ source: String, _ arguments: inout Dict) -> [String: Content] {
        let base = source.hasSuffix("/") ? source : source + "/"
        let prefix = source.hasSuffix("/") ? "" : "\(source.split(separator: "/").last ?? "")/"
        var entries: [Value] = []
        var contents: [String: Content] = [:]
        for (key, value) in upload {
            guard let path = key.text, path.hasPrefix(base), let entry = value.mapping else { continue }
            let relative = prefix + path.dropFirst(base.count)
            var described: Dict = ["path": .string(relative), "mode": entry["mode"] ?? "0644"]
            if let target = entry["link"] {
                described["kind"] = "link"
                described["target"] = target
            } else if entry["directory"] == true {
                described["kind"] = "directory"
            } else {
                described["kind"] = "file"
                contents[relative] = Content(bytes(entry))
            }
            entries.append(.dict(described))
        }
        arguments["_tree"] = .list(entries)
        return contents
    }
}
