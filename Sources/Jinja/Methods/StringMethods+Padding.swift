import Values

extension StringMethods {
    private static func pads(
        _ name: String, _ split: @escaping @Sendable (_ missing: Int, _ width: Int) -> (Int, Int)
    ) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check(name, 1...2)
                let width = try arguments.positional[0].index()
                let fill = arguments.positional.count > 1 ? try arguments.text(1, of: name) : " "
                guard fill.unicodeScalars.count == 1 else {
                    throw TemplateError(.type, "The fill character must be exactly one character long")
                }
                let text = target.rawText ?? ""
                let missing = width - text.codePointCount
                guard missing > 0 else { return .string(text) }
                try checkWidth(width)
                let (left, right) = split(missing, width)
                return .string(
                    String(repeating: fill, count: left) + text + String(repeating: fill, count: right))
            }
        )
    }

    private static func checkWidth(_ width: Int) throws(TemplateError) {
        guard width <= 1 << 24 else { throw TemplateError(.limit, "the padded text is too long") }
    }

    static let padding = Dictionary(uniqueKeysWithValues: [
        pads("ljust") { missing, _ in (0, missing) },
        pads("rjust") { missing, _ in (missing, 0) },
        pads("center") { missing, width in
            let left = missing / 2 + (missing & width & 1)
            return (left, missing - left)
        },
        MethodSet.entry("zfill") { (_, target, arguments) throws(TemplateError) in
            try arguments.check("str.zfill", 1...1)
            let width = try arguments.positional[0].index()
            try checkWidth(width)
            let text = target.rawText ?? ""
            let zeros = String(repeating: "0", count: max(0, width - text.codePointCount))
            guard let sign = text.unicodeScalars.first, sign == "-" || sign == "+" else {
                return .string(zeros + text)
            }
            return .string(String(sign) + zeros + String(text.unicodeScalars.dropFirst()))
        },
        MethodSet.entry("expandtabs") { (_, target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("expandtabs", ["tabsize"])
            let size = try bound[0].map { (value) throws(TemplateError) in try value.index() } ?? 8
            try checkWidth(size)
            var result = ""
            var column = 0
            for scalar in (target.rawText ?? "").unicodeScalars {
                if scalar == "\t" {
                    guard size > 0 else { continue }
                    let count = size - column % size
                    result += String(repeating: " ", count: count)
                    column += count
                } else {
                    result.unicodeScalars.append(scalar)
                    column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
                }
            }
            return .string(result)
        },
    ])
}
