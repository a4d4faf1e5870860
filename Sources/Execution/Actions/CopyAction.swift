import Diagnostics
import Jinja
import System
import Values

/// Brings a file, a directory or a text of the controller to the target.
struct CopyAction: Action {
    static let names = ["ansible.builtin.copy"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let content = call.arguments["content"].flatMap { $0.isNone ? nil : $0 }
        let source = call.string("src").flatMap { $0.isEmpty ? nil : $0 }
        let destination = call.string("dest") ?? ""
        if let mistake = mistake(source, destination, hasContent: content != nil) {
            return .refused(mistake)
        }
        if try call.bool("remote_src", false) {
            if content != nil { throw TaskFailure("can't use content when remote_src is set") }
            return .request(call.request())
        }
        if let content {
            var arguments = call.arguments
            // The content comes from a file that is private.
            if call.string("mode") == "preserve" { arguments["mode"] = "0600" }
            let made = Content(try text(content))
            return .request(
                request(call.with(arguments: arguments), content: made, name: nil),
                finish: CopyResult.arranging(made))
        }
        guard let source else { throw TaskFailure("src (or content) is required") }
        let file = ControllerFile(call)
        let (path, info): (String, FileInfo)
        do throws(TaskFailure) {
            (path, info) = try await file.find(source, kind: "files")
        } catch {
            throw error.unexpected
        }
        if info.kind == .directory { return try await tree(path, source: source, call) }
        var arguments = call.arguments
        if call.string("mode") == "preserve" { arguments["mode"] = .string(ControllerFile.modeText(info)) }
        let read = try await file.content(path)
        return .request(
            request(call.with(arguments: arguments), content: read, name: path.lastPathPart, source: path),
            finish: CopyResult.arranging(read))
    }

    /// What is wrong with how the options go together.
    private func mistake(_ source: String?, _ destination: String, hasContent: Bool) -> String? {
        if source == nil, !hasContent { return "src (or content) is required" }
        if destination.isEmpty { return "dest is required" }
        if !hasContent { return nil }
        if source != nil { return "src and content are mutually exclusive" }
        return destination.hasSuffix("/") ? "can not use content with a dir as dest" : nil
    }

    private func text(_ content: Value) throws(TaskFailure) -> [UInt8] {
        switch content {
        case .dict, .list, .tuple:
            do throws(ValueError) {
                return Array(try JSON.text(content).utf8)
            } catch {
                throw TaskFailure("could not write content temp file: \(error.message)")
            }
        case .object(let object as UndecodedText): return object.bytes
        default: return Array(((try? content.string()) ?? "").utf8)
        }
    }

    private func request(_ call: ActionCall, content: Content, name: String?, source: String? = nil) -> TaskRequest {
        var arguments = call.arguments
        arguments["src"] = nil
        arguments["content"] = nil
        arguments["decrypt"] = nil
        if let name { arguments["_original_basename"] = .string(name) }
        if let source { arguments["_source_path"] = .string(source) }
        return call.request("ansible.builtin.copy", arguments, contents: ["content": content])
    }

    // MARK: Directories

    /// A whole directory as one request: a manifest of what is in it, and the files' contents by their place in it.
    ///
    /// Links are looked through where `local_follow` says so, but for those that lead nowhere or back to a directory
    /// around them.
    private func tree(_ path: String, source: String, _ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        var entries: [Value] = []
        var contents: [String: Content] = [:]
        let file = ControllerFile(call)
        let follows = try call.bool("local_follow", true)
        let prefix = source.hasSuffix("/") ? "" : path.lastPathPart + "/"
        let top = try? await call.run.local.info(path, follow: true)
        var waiting: [(path: String, above: Set<[UInt64]>)] = [("", top.map { [identity($0)] } ?? [])]
        while let (directory, above) = waiting.popLast() {
            let children: [DirectoryEntry]
            do throws(SystemError) {
                children = try await call.run.local.list(directory.isEmpty ? path : "\(path)/\(directory)")
            } catch {
                throw TaskFailure("Could not read '\(path)/\(directory)': \(error.reason)")
            }
            for child in children.sorted(by: { $0.name < $1.name }) {
                let relative = directory.isEmpty ? child.name : "\(directory)/\(child.name)"
                var info = child.info
                if info.kind == .link, follows,
                    let target = (try? await call.run.local.info("\(path)/\(relative)", follow: true)) ?? nil,
                    !above.contains(identity(target))
                {
                    info = target
                }
                switch info.kind {
                case .directory:
                    entries.append(entry(prefix + relative, kind: "directory", info))
                    waiting.append((relative, above.union([identity(info)])))
                case .link:
                    guard let target = try? await call.run.local.readLink("\(path)/\(relative)") else { continue }
                    entries.append(entry(prefix + relative, kind: "link", info, target: target))
                default:
                    entries.append(entry(prefix + relative, kind: "file", info))
                    contents[prefix + relative] = try await file.content("\(path)/\(relative)")
                }
            }
        }
        var arguments = call.arguments
        arguments["decrypt"] = nil
        arguments["_tree"] = .list(entries)
        var shown = path[...]
        while shown.count > 1, shown.hasSuffix("/") { shown.removeLast() }
        arguments["_source_path"] = .string(source.hasSuffix("/") ? "\(shown)/" : String(shown))
        return .request(call.request("ansible.builtin.copy", arguments, contents: contents))
    }

    private func identity(_ info: FileInfo) -> [UInt64] { [info.device, info.inode] }

    private func entry(_ path: String, kind: String, _ info: FileInfo? = nil, target: String? = nil) -> Value {
        var entry: Dict = ["path": .string(path), "kind": .string(kind)]
        if let info { entry["mode"] = .string(ControllerFile.modeText(info)) }
        if let target { entry["target"] = .string(target) }
        return .dict(entry)
    }
}
