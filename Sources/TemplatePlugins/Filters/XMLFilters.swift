import Diagnostics
import Jinja
import Templating
import Values

/// `from_xml`, `to_xml` of ansible.utils.
enum XMLFilters {
    static let rows = [
        FilterRow("from_xml", taking: ["engine"]) { call throws(TemplateError) in
            try checkEngine(call)
            do throws(XMLReader.Failure) { return try XMLReader.document(try text(call)) } catch {
                throw failure(
                    call, "Input Xml is not valid",
                    "\(error.message): line \(error.line), column \(error.column)")
            }
        },
        FilterRow("to_xml", taking: ["engine", "indent", "indent_width", "full_document"]) {
            call throws(TemplateError) in
            try checkEngine(call)
            let indent = try call.text("indent", "tabs")
            guard indent == "tabs" || indent == "spaces" else {
                throw call.failure("['value of indent must be one of: tabs, spaces, got: \(indent)']")
            }
            let width = call.some("indent_width") == nil ? 4 : try CheckedArgument.integer(call, "indent_width")
            let writer = XMLWriter(
                indention: indent == "tabs" ? "\t" : String(repeating: " ", count: max(0, min(width, 1000))),
                isDocument: call.flag("full_document", true))
            let items = try CheckedArgument.dict(call, "data", call.input)
            do { return .string(try writer.document(items)) } catch {
                let reason = (error as? XMLWriter.Failure)?.message ?? (error as? ValueError)?.message
                throw failure(call, "Input json is not valid", reason ?? "\(error)")
            }
        },
    ]

    private static func text(_ call: PluginCall) throws(XMLReader.Failure) -> String {
        (try? call.inputText()) ?? ""
    }

    private static func checkEngine(_ call: PluginCall) throws(TemplateError) {
        let engine = try call.text("engine", "xmltodict")
        guard engine == "xmltodict" else {
            throw call.failure("Error when using plugin '\(call.name)': engine: \(engine) is not supported")
        }
    }

    private static func failure(_ call: PluginCall, _ message: String, _ reason: String) -> TemplateError {
        TemplateError(
            .plugin, "Error when using plugin '\(call.name)': \(message)", notes: [Diagnostic.Note(reason)])
    }
}
