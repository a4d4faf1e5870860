import Jinja
import Loading
import Templating
import Values

/// `file`, `unvault`, `fileglob`, `template`: files of the controller.
enum FileLookups {
    static let rows = [
        LookupRow("file") { call throws(TemplateError) in
            var contents: [Value] = []
            for term in try call.textTerms() {
                guard let path = call.files.find(term, in: "files") else {
                    throw call.failure(
                        "Unable to access the file '\(term)': File not found. Use -vvvvv to see paths searched.")
                }
                var text: String
                do throws(TemplateError) { text = try call.files.content(path) } catch {
                    throw call.failure("Unable to access the file '\(term)': \(error.message)")
                }
                if call.flag("lstrip", false) { text = PythonText.leftStripped(text) }
                if call.flag("rstrip", true) { text = PythonText.rightStripped(text) }
                contents.append(.string(text))
            }
            return contents
        },
        LookupRow("unvault") { call throws(TemplateError) in
            var contents: [Value] = []
            for term in try call.textTerms() {
                guard let path = call.find(term, in: "files") else {
                    throw call.failure("Unable to find file matching \"\(term)\"")
                }
                contents.append(.string(try call.files.content(path)))
            }
            return contents
        },
        LookupRow("fileglob") { call throws(TemplateError) in
            var found: [Value] = []
            for term in try call.textTerms() {
                let name = PosixPath.basename(term)
                let places =
                    name == term
                    ? call.files.places("files")
                    : [call.files.find(PosixPath.dirname(term), in: "files")].compactMap { $0 }
                let matches = places.lazy.map { place in
                    LocalFile.glob(PosixPath.join(place, name)).filter(LocalFile.isRegular)
                }
                found += (matches.first { !$0.isEmpty } ?? []).map { .string($0) }
            }
            return found
        },
        LookupRow("template", template),
    ]

    private static func template(_ call: LookupCall) throws(TemplateError) -> [Value] {
        var syntax = Syntax.ansible
        syntax.variableStart = try call.text("variable_start_string", syntax.variableStart)
        syntax.variableEnd = try call.text("variable_end_string", syntax.variableEnd)
        syntax.commentStart = try call.text("comment_start_string", syntax.commentStart)
        syntax.commentEnd = try call.text("comment_end_string", syntax.commentEnd)
        syntax.trimBlocks = call.flag("trim_blocks", true)
        var results: [Value] = []
        for term in try call.textTerms() {
            guard let path = call.find(term, in: "templates"), let template = try call.files.template(path)
            else { throw call.failure("the template file \(term) could not be found for the lookup") }
            var variables = TemplateVariables.of(path: term, fullPath: path)
            if call.templar.variables["ansible_managed"] == nil { variables["ansible_managed"] = "Ansible managed" }
            for (name, value) in call["template_vars"]?.mapping ?? [:] { variables[name] = value }
            let paths = [PosixPath.dirname(path)] + call.files.places("templates").map(PosixPath.absolute)
            do throws(TemplateError) {
                results.append(
                    try call.templar.fileValue(template, syntax: syntax, searchPaths: paths, variables: variables))
            } catch { throw error.described(as: "template") }
        }
        return results
    }
}
