import Glibc
import Testing
import Values

/// One case: a module, its arguments, and the tree of files it starts from. `{root}` stands for the tree's directory.
///
/// What is to come of it stands either in `expected` of the case itself or, under the same name, in
/// `Cases/Expected`, where `Tests/Oracles/modules.py` puts what ansible-core did.
struct ModuleCase: Sendable, CustomTestStringConvertible {
    let file: String
    let name: String
    let definition: Dict
    let expected: Dict

    var testDescription: String { "\(file): \(name)" }
    var module: String { definition["module"]?.text ?? "" }
    var tree: Dict { definition["tree"]?.mapping ?? [:] }
    /// Why a second run is not unchanged; nil where it is to be.
    var again: String? { definition["again"]?.text }
    /// Where the case runs on a copy of this machine that is thrown away: the paths of it that are the tree's own,
    /// separated by blanks (`etc/apt`).
    var binds: String? { definition["binds"]?.text }
    /// A shell command that runs on that copy before the module.
    var preparation: String { definition["prepare"]?.text ?? "" }
    /// Paths of the tree whose contents no two runs share.
    var unseen: [String] { (definition["unseen"]?.sequence ?? []).compactMap(\.text) }
    /// Why check mode foretells something else than what happens; nil where it is to foretell it.
    var forecast: String? { definition["forecast"]?.text }

    static let all: [ModuleCase] = {
        let directory = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let cases = "/\(directory)/Cases"
        return names(in: cases).filter { $0.hasSuffix(".json") }.flatMap { file in
            let expected = (try? JSON.parse(read("\(cases)/Expected/\(file)")))?.mapping ?? [:]
            let definitions = (try? JSON.parse(read("\(cases)/\(file)")))?.sequence ?? []
            return definitions.compactMap(\.mapping).map { definition in
                let name = definition["name"]?.text ?? ""
                return ModuleCase(
                    file: file, name: name, definition: definition,
                    expected: expected[.string(name)]?.mapping ?? definition["expected"]?.mapping ?? [:])
            }
        }
    }()

    static let onThisMachine = all.filter { $0.binds == nil }
    static let onCopies = all.filter { $0.binds != nil }

    static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }
}
