import Values

/// The methods of Python's `str`.
enum StringMethods {
    static let tables = [cases, predicates, searching, splitting, padding, conversion]

    /// A method that needs only its text and no arguments.
    static func plain(_ name: String, _ body: @escaping @Sendable (String) -> Value) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                try arguments.check("str.\(name)", 0...0)
                return body(target.rawText ?? "")
            }
        )
    }

    static let cases = Dictionary(uniqueKeysWithValues: [
        plain("upper") { .string($0.uppercased()) },
        plain("lower") { .string($0.loweredAsPython) },
        plain("casefold") { .string($0.uppercased().lowercased()) },
        plain("capitalize") { .string($0.capitalizedAsPython) },
        plain("title") { .string($0.titledAsPython) },
        plain("swapcase") { text in
            .string(
                text.mappedAsPython { scalar, isLast in
                    scalar.properties.isUppercase
                        ? scalar.lowered(isLast: isLast)
                        : scalar.properties.isLowercase ? scalar.properties.uppercaseMapping : String(scalar)
                })
        },
    ])

    static let predicates = Dictionary(uniqueKeysWithValues: [
        plain("isalnum") { .bool($0.all { $0.isPythonAlpha || $0.properties.numericType != nil }) },
        plain("isalpha") { .bool($0.all(\.isPythonAlpha)) },
        plain("isascii") { .bool($0.isASCII) },
        plain("isdecimal") { .bool($0.all { $0.properties.generalCategory == .decimalNumber }) },
        plain("isdigit") {
            .bool($0.all { $0.properties.numericType == .decimal || $0.properties.numericType == .digit })
        },
        plain("isnumeric") { .bool($0.all { $0.properties.numericType != nil }) },
        plain("isidentifier") { text in
            let scalars = text.unicodeScalars
            guard let first = scalars.first, first == "_" || first.properties.isXIDStart else { return false }
            return .bool(scalars.allSatisfy(\.properties.isXIDContinue))
        },
        plain("islower") { text in
            let scalars = text.unicodeScalars
            let hasUpper = scalars.contains {
                $0.properties.isUppercase || $0.properties.generalCategory == .titlecaseLetter
            }
            return .bool(!hasUpper && scalars.contains(where: \.properties.isLowercase))
        },
        plain("isupper") { text in
            let scalars = text.unicodeScalars
            let hasLower = scalars.contains {
                $0.properties.isLowercase || $0.properties.generalCategory == .titlecaseLetter
            }
            return .bool(!hasLower && scalars.contains(where: \.properties.isUppercase))
        },
        plain("isprintable") { .bool($0.unicodeScalars.allSatisfy(\.isPrintable)) },
        plain("isspace") { .bool($0.all(\.isPythonSpace)) },
        plain("istitle") { .bool($0.isTitledAsPython) },
    ])
}

extension String {
    /// Whether it is not empty and all its scalars are such.
    fileprivate func all(_ predicate: (Unicode.Scalar) -> Bool) -> Bool {
        !unicodeScalars.isEmpty && unicodeScalars.allSatisfy(predicate)
    }

    /// Python's `str.capitalize()`.
    var capitalizedAsPython: String {
        var isFirst = true
        return mappedAsPython { scalar, isLast in
            defer { isFirst = false }
            return isFirst ? scalar.properties.titlecaseMapping : scalar.lowered(isLast: isLast)
        }
    }

    /// Python's `str.title()`: a letter that follows no letter is big.
    var titledAsPython: String {
        var followsLetter = false
        return mappedAsPython { scalar, isLast in
            defer { followsLetter = scalar.properties.isCased }
            return followsLetter ? scalar.lowered(isLast: isLast) : scalar.properties.titlecaseMapping
        }
    }

    /// Python's `str.lower()`: a sigma that ends a word has its own form.
    var loweredAsPython: String {
        guard unicodeScalars.contains(Unicode.Scalar.capitalSigma) else { return lowercased() }
        return mappedAsPython { scalar, isLast in scalar.lowered(isLast: isLast) }
    }

    /// Each scalar replaced by `body`, which is told of a sigma whether it ends a word.
    fileprivate func mappedAsPython(_ body: (Unicode.Scalar, Bool) -> String) -> String {
        let scalars = Array(unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let isLast =
                scalar == Unicode.Scalar.capitalSigma
                && scalars[..<index].last { !$0.properties.isCaseIgnorable }?.properties.isCased == true
                && scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }?.properties.isCased != true
            result += body(scalar, isLast)
        }
        return result
    }

    fileprivate var isTitledAsPython: Bool {
        var followsLetter = false
        var found = false
        for scalar in unicodeScalars {
            let isBig = scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
            if isBig && followsLetter || scalar.properties.isLowercase && !followsLetter { return false }
            followsLetter = scalar.properties.isCased
            found = found || followsLetter
        }
        return found
    }
}

extension Unicode.Scalar {
    fileprivate static let capitalSigma: Unicode.Scalar = "\u{3A3}"

    fileprivate func lowered(isLast: Bool) -> String { isLast ? "\u{3C2}" : properties.lowercaseMapping }

    /// Python's `str.isalpha()` of one character.
    var isPythonAlpha: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// Python's `str.isspace()` of one character.
    var isPythonSpace: Bool {
        if value < 0x80 { return UInt8(value).isTemplateSpace }
        return properties.isWhitespace
    }
}
