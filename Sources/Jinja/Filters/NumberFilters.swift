import Values

#if canImport(Glibc)
    import Glibc
#endif

/// Filters that make or change numbers.
enum NumberFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        FilterCall.filter("abs") { (call) throws(TemplateError) in
            guard call.input.isNumber else {
                throw TemplateError(.type, "bad operand type for abs(): '\(call.input.typeName)'")
            }
            let isNegative = try raising { () throws(ValueError) in try Value.compare(.less, call.input, 0) }
            return try raising { () throws(ValueError) in
                try isNegative || call.input.isNegativeZero ? call.input.negated() : call.input.unaryPlus()
            }
        },
        FilterCall.filter("int", ["default", "base"]) { (call) throws(TemplateError) in
            let standard = call[0] ?? 0
            if case .double(let number) = call.input, number.isInfinite {
                throw TemplateError(.overflow, "cannot convert float infinity to integer")
            }
            if let text = call.input.rawText, let base = call[1] {
                if let number = try? Value.integer(parsing: text, base: base.index()) { return number }
            } else if let number = try? call.input.convertedToInt() {
                return number
            }
            guard let float = try? call.input.convertedToFloat() else { return standard }
            do throws(ValueError) { return try float.convertedToInt() } catch {
                // Of numbers, Python's filter does not catch the overflow.
                guard error.kind == .overflow, call.input.isNumber else { return standard }
                throw TemplateError(error)
            }
        },
        FilterCall.filter("float", ["default"]) { (call) throws(TemplateError) in
            if let number = try? call.input.convertedToFloat() { return number }
            return call[0] ?? 0.0
        },
        FilterCall.filter("round", ["precision", "method"]) { (call) throws(TemplateError) in
            try rounded(call)
        },
        FilterCall.filter("filesizeformat", ["binary"]) { (call) throws(TemplateError) in
            guard
                case .double(let size) = try raising({ () throws(ValueError) in
                    try call.input.convertedToFloat()
                })
            else { return .none }
            if size < 1000, !size.isFinite {
                _ = try raising { () throws(ValueError) in try call.input.convertedToInt() }
            }
            return .string(fileSize(size, binary: call.flag(0)))
        },
    ])

    private static func rounded(_ call: FilterCall) throws(TemplateError) -> Value {
        let method = try call.text(1) ?? "common"
        guard ["common", "ceil", "floor"].contains(method) else {
            throw TemplateError(.value, "method must be common, ceil or floor")
        }
        let precision = try call.integer(0) ?? 0
        guard call.input.isNumber else {
            throw TemplateError(
                .type,
                method == "common"
                    ? "type \(call.input.typeName) doesn't define __round__ method"
                    : "must be real number, not \(call.input.typeName)")
        }
        if method == "common" {
            if !call.input.isFloat { return try roundedInteger(call.input, precision) }
            guard case .double(let x) = call.input, x.isFinite, precision < 330 else { return call.input }
            if precision < -308 { return .double(x.sign == .minus ? -0.0 : 0.0) }
            return .double(roundedHalfEven(x, precision))
        }
        guard
            case .double(let x) = try raising({ () throws(ValueError) in try call.input.convertedToFloat() })
        else {
            return .none
        }
        if !call.input.isFloat, precision >= 0 {
            // Whole numbers stay exact; Python divides them at the end alone.
            return try raising { () throws(ValueError) in
                let scale = try Value.apply(.power, 10, .int(min(precision, 5000)))
                return try Value.apply(.divide, Value.apply(.multiply, call.input, scale), scale)
            }
        }
        let scale = pow(10, Double(precision))
        // Python's are integers, which know no infinity and no negative zero.
        let whole = try raising { () throws(ValueError) in
            try Value.double((x * scale).rounded(method == "ceil" ? .up : .down)).convertedToInt()
        }
        return try raising { () throws(ValueError) in try Value.apply(.divide, whole, .double(scale)) }
    }

    /// Python's `round` of a float: to the nearest decimal, ties of the exact binary value to even.
    static func roundedHalfEven(_ x: Double, _ precision: Int) -> Double {
        if precision >= 0 {
            return Double(x.formatted("f", precision: min(precision, 330))) ?? x
        }
        let scale = pow(10, Double(-precision))
        return (x / scale).rounded(.toNearestOrEven) * scale
    }

    private static func roundedInteger(_ value: Value, _ precision: Int) throws(TemplateError) -> Value {
        guard precision < 0 else { return try raising { () throws(ValueError) in try value.unaryPlus() } }
        guard precision > -5000 else { return 0 }
        return try raising { () throws(ValueError) in
            let scale = try Value.apply(.power, 10, .int(-precision))
            let half = try Value.apply(.floorDivide, scale, 2)
            let rest = try Value.apply(.modulo, value, scale)
            var base = try Value.apply(.subtract, value, rest)
            let isOdd = try Value.apply(.modulo, Value.apply(.floorDivide, base, scale), 2) == 1
            if try Value.compare(.greater, rest, half) || (rest == half && isOdd) {
                base = try Value.apply(.add, base, scale)
            }
            return base
        }
    }

    private static func fileSize(_ bytes: Double, binary: Bool) -> String {
        let base: Double = binary ? 1024 : 1000
        let units =
            binary
            ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"]
            : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
        if bytes == 1 { return "1 Byte" }
        if bytes < base { return "\(bytes.formatted("f", precision: 0).truncatedDecimal(bytes)) Bytes" }
        for (index, unit) in units.enumerated() {
            let limit = pow(base, Double(index + 2))
            if bytes < limit || index == units.count - 1 {
                return "\((base * bytes / limit).formatted("f", precision: 1)) \(unit)"
            }
        }
        return ""
    }
}

extension String {
    /// Python's `int()` of the number, which cuts what `%.0f` would round.
    fileprivate func truncatedDecimal(_ number: Double) -> String {
        Int(exactly: number.rounded(.towardZero)).map { String($0) } ?? self
    }
}

extension Value {
    fileprivate var isNegativeZero: Bool {
        if case .double(let x) = self { x == 0 && x.sign == .minus } else { false }
    }
}
