import Jinja
import Loading
import Templating
import Values

/// Text as a comment of some language: the parts that stand before, around and after its lines.
struct Comment {
    static let styles: [(name: String, beginning: String, decoration: String, end: String)] = [
        ("plain", "", "# ", ""), ("erlang", "", "% ", ""), ("c", "", "// ", ""), ("cblock", "/*", " * ", " */"),
        ("xml", "<!--", " - ", "-->"),
    ]

    private var newline = "\n"
    private var beginning: String, decoration: String, end: String
    /// Nil for the decoration without the blanks at its end.
    private var prefix: String?, postfix: String?
    private var prefixCount = 1, postfixCount = 1

    /// Nil for an unknown style.
    init?(style: String) {
        guard let row = Self.styles.first(where: { $0.name == style }) else { return nil }
        (beginning, decoration, end) = (row.beginning, row.decoration, row.end)
    }

    /// Overrides one part by its option's name; names that are none are ignored, as Ansible does.
    mutating func set(_ option: String, to value: Value) throws(TemplateError) {
        switch option {
        case "newline": newline = try value.python()
        case "beginning": beginning = value.truth ? try value.python() : ""
        case "decoration":
            guard case .string(let text) = value else {
                throw TemplateError(.attribute, "'\(value.typeName)' object has no attribute 'rstrip'")
            }
            decoration = text
        case "end": end = value.truth ? try value.python() : ""
        case "prefix": prefix = value.truth ? try value.python() : ""
        case "postfix": postfix = try value.python()
        case "prefix_count": prefixCount = min(try value.convertedToWholeNumber(), 100_000)
        case "postfix_count": postfixCount = min(try value.wholeNumber(), 100_000)
        default: break
        }
    }

    func decorated(_ text: String) -> String {
        let bare = PythonText.rightStripped(decoration)
        let prefix = prefix ?? bare, postfix = postfix ?? bare
        let line = prefix.isEmpty ? "" : prefix == newline ? newline : prefix + newline
        let lines = decoration + PythonText.replacing(newline, by: newline + decoration, in: text)
        let body = PythonText.replacing(decoration + newline, by: bare + newline, in: lines)
        return (beginning.isEmpty ? "" : beginning + newline)
            + String(repeating: line, count: max(0, prefixCount)) + body
            + String(repeating: newline + postfix, count: max(0, postfixCount))
            + (end.isEmpty ? "" : newline + end)
    }
}
