import Execution
import Values

/// What a task writes: a path, and where it writes only a part of it, which part.
struct Target {
    let path: String
    let part: String?

    init?(_ report: TaskReport) {
        let module = report.result["invocation"]?.mapping?.dict("module_args") ?? [:]
        func argument(_ names: String...) -> String? {
            for name in names {
                for dict in [module, report.result] {
                    if let value = dict[.string(name)], !value.isNone, !value.plainText.isEmpty {
                        return value.plainText
                    }
                }
            }
            for name in names {
                if let value = report.task.arguments[.string(name)], let text = value.text ?? value.plainTemplate {
                    return text
                }
            }
            return nil
        }
        guard let path = argument("dest", "path", "name") else { return nil }
        self.path = path
        let parts = [argument("section"), argument("option", "key", "regexp", "line")].compactMap(\.self)
        part = parts.isEmpty ? nil : parts.joined(separator: ".")
    }

    var text: String { part.map { "\(path) (\($0))" } ?? path }

    /// Whole files meet every part of them.
    func overlaps(_ other: Target) -> Bool {
        path == other.path && (part == nil || other.part == nil || part == other.part)
    }
}

extension Value {
    /// The text of a template without anything to render.
    var plainTemplate: String? {
        if case .template(let template) = self, !Template.mayBeOne(template.text) { return template.text }
        return nil
    }
}
