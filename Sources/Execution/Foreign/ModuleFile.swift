import Connections
import Regex
import System
import Values

/// The file of a module that is no native one, and how it wants to be run.
struct ModuleFile: Sendable {
    enum Style: Sendable {
        /// Imports `ansible.module_utils`: gets its arguments from there.
        case python
        /// Its text holds places for the arguments.
        case placeholders
        /// Gets the path of a JSON file.
        case json
        /// Gets the path of a file with `key=value` words.
        case keyValue
        /// A program of machine code; gets the path of a JSON file.
        case binary
    }

    let path: String
    let content: [UInt8]
    let style: Style

    static let commonMark = "#<<INCLUDE_ANSIBLE_MODULE_COMMON>>"
    static let argumentsMark = "<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>"

    init(path: String, content: [UInt8]) {
        self.path = path
        let text = String(decoding: content, as: UTF8.self)
        if Self.isBinary(content) {
            self.content = content
            style = .binary
        } else if text.contains(Self.commonMark) {
            self.content = Array(
                text.replacing(Self.commonMark, with: "from ansible.module_utils.basic import *").utf8)
            style = .python
        } else {
            self.content = content
            style =
                Self.importsModuleUtils(text)
                ? .python
                : text.contains(Self.argumentsMark) ? .placeholders : text.contains("WANT_JSON") ? .json : .keyValue
        }
    }

    var name: String { path.lastPathPart }

    /// The name without its ending.
    var shortName: String {
        let name = name
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    /// The words of the first line behind `#!`; empty where it has none.
    var shebang: [String] {
        guard content.starts(with: "#!".utf8) else { return [] }
        let line = content.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
        return CommandWords.split(String(decoding: line, as: UTF8.self).trimmed())
    }

    /// The full Python name it runs by.
    func pythonName(corePackage: String?) -> String {
        let base = path.hasSuffix(".py") ? String(path.dropLast(3)) : path
        if let corePackage, base.hasPrefix(corePackage + "/modules/") {
            return "ansible" + base.dropFirst(corePackage.count).replacing("/", with: ".")
        }
        if path.hasSuffix(".py"), let start = base.ranges(of: "/ansible_collections/").last?.lowerBound {
            let parts = base[start...].split(separator: "/").map(String.init)
            if parts.count >= 6, parts[3] == "plugins", parts[4] == "modules" { return parts.joined(separator: ".") }
        }
        return "ansible.legacy.\(shortName)"
    }

    /// Control characters in the first kilobyte that no text has.
    private static func isBinary(_ content: [UInt8]) -> Bool {
        content.prefix(1024).contains { byte in
            byte == 0x7f || (byte < 0x20 && ![7, 8, 9, 10, 12, 13, 27].contains(byte))
        }
    }

    private static func importsModuleUtils(_ text: String) -> Bool {
        guard text.contains("module_utils") else { return false }
        let pattern =
            #"(?:from +\.{2,} *module_utils.* +import |"#
            + #"from +ansible_collections\.[^.]+\.[^.]+\.plugins\.module_utils.* +import |"#
            + #"import +ansible_collections\.[^.]+\.[^.]+\.plugins\.module_utils.*|"#
            + #"from +ansible\.module_utils.* +import |import +ansible\.module_utils\.)"#
        return ((try? Regex.cached(pattern).search(text)) ?? nil) != nil
    }
}
