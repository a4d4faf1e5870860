import Glibc
import Jinja
import Templating
import Values

/// `log`, `pow`, `root`, `human_readable`, `human_to_bytes`.
enum MathFilters {
    static let rows = [
        FilterRow("log", taking: ["base"]) { call throws(TemplateError) in
            let x = try number(call, call.input, "log"),
                base = try call["base"].map { value throws(TemplateError) in
                    try number(call, value, "log")
                }
            guard x > 0 || x.isNaN else { throw TemplateError(.value, "math domain error") }
            guard let base else { return .double(Glibc.log(x)) }
            if base == 10 { return .double(log10(x)) }
            guard base > 0 else { throw TemplateError(.value, "math domain error") }
            guard base != 1 else { throw TemplateError(.zeroDivision, "float division by zero") }
            return .double(Glibc.log(x) / Glibc.log(base))
        },
        FilterRow("pow", taking: Signature(parameters: ["y"], required: 1)) { call throws(TemplateError) in
            .double(try power(try number(call, call.input, "pow"), try number(call, call["y"] ?? .none, "pow")))
        },
        FilterRow("root", taking: ["base"]) { call throws(TemplateError) in
            let x = try number(call, call.input, "root")
            let base = try call["base"]?.realNumber() ?? 2
            guard base != 0 else { throw TemplateError(.zeroDivision, "float division by zero") }
            guard x >= 0 || base != 2 else {
                throw call.failure("root() can only be used on numbers: math domain error")
            }
            do throws(TemplateError) { return .double(base == 2 ? sqrt(x) : try power(x, 1 / base)) } catch {
                guard error.kind == .value else { throw error }
                throw call.failure("root() can only be used on numbers: \(error.message)")
            }
        },
        FilterRow("human_readable", taking: ["isbits", "unit"]) { call throws(TemplateError) in
            .string(try HumanSize.text(call.input, isBits: call.flag("isbits"), unit: try call.text("unit")))
        },
        FilterRow("human_to_bytes", taking: ["default_unit", "isbits"]) { call throws(TemplateError) in
            try HumanSize.bytes(
                try call.inputText(), standardUnit: try call.text("default_unit"), isBits: call.flag("isbits"))
        },
    ]

    private static func number(_ call: PluginCall, _ value: Value, _ name: String) throws(TemplateError) -> Double {
        do throws(TemplateError) { return try value.realNumber() } catch {
            throw call.failure("\(name)() can only be used on numbers: \(error.message)")
        }
    }

    /// Python's math.pow, which complains where C gives NaN or infinity.
    private static func power(_ x: Double, _ y: Double) throws(TemplateError) -> Double {
        let result = Glibc.pow(x, y)
        guard x.isFinite && y.isFinite else { return result }
        if result.isNaN || (x == 0 && y < 0) { throw TemplateError(.value, "math domain error") }
        if result.isInfinite { throw TemplateError(.overflow, "math range error") }
        return result
    }
}
