import Glibc
import Jinja
import Templating
import Values

/// `strftime`, `to_datetime`.
enum TimeFilters {
    static let rows = [
        FilterRow("strftime", taking: ["second", "utc"]) { call throws(TemplateError) in
            var moment = time(nil)
            if let second = call.some("second") {
                guard case .double(let value)? = try? second.convertedToFloat(), value.magnitude < 1e15 else {
                    throw call.failure("Invalid value for epoch value (\(try second.python()))")
                }
                moment = time_t(value.rounded(.down))
            }
            guard case .string(let format) = call.input else {
                throw TemplateError(
                    .type, "strftime() argument 1 must be str, not \(call.input.typeName)")
            }
            var fields = tm()
            if call.flag("utc") { gmtime_r(&moment, &fields) } else { localtime_r(&moment, &fields) }
            return .string(TimeFormat.text(format, fields))
        },
        FilterRow("to_datetime", taking: ["format"]) { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw TemplateError(
                    .type, "strptime() argument 1 must be str, not \(call.input.typeName)")
            }
            do {
                return .object(try TimeParser.date(text, try call.text("format", "%Y-%m-%d %H:%M:%S")))
            } catch let failure as TimeParser.Failure {
                throw TemplateError(.value, failure.message)
            } catch { throw error as? TemplateError ?? TemplateError(.value, "\(error)") }
        },
    ]
}
