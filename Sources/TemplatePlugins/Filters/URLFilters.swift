import Jinja
import Templating
import Values

/// `urlsplit`, `urldecode`.
enum URLFilters {
    static let rows = [
        FilterRow("urlsplit", taking: ["query", "alias"]) { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw TemplateError(.attribute, "'\(call.input.typeName)' object has no attribute 'decode'")
            }
            let url = try SplitURL(text)
            let query = try call.text("query", "")
            guard !query.isEmpty else { return .dict(try url.components()) }
            guard let part = try url.components()[.string(query)] else {
                throw TemplateError(.value, "\(try call.text("alias", "urlsplit")): unknown URL component: \(query)")
            }
            return part
        },
        FilterRow("urldecode", taking: ["encoding", "errors"]) { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw TemplateError(
                    .attribute, "'\(call.input.typeName)' object has no attribute 'replace'")
            }
            return .string(PercentEncoding.decoded(text, plusIsBlank: true))
        },
    ]
}
