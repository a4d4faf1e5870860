extension Argument {
    /// Present or not.
    static func flag(
        _ names: String..., sets field: Field<Options, Bool>, to value: Bool = true,
        help: String? = nil
    ) -> Self {
        Argument(names, .none, help: help) { options, _ in options[keyPath: field] = value }
    }

    /// How often it was given.
    static func count(
        _ names: String..., sets field: Field<Options, Int>, help: String? = nil
    ) -> Self {
        Argument(names, .none, help: help.map(repeated)) { options, _ in options[keyPath: field] += 1 }
    }

    /// One word; the last one counts.
    static func value(
        _ names: String..., as placeholder: String, sets field: Field<Options, String?>,
        help: String? = nil
    ) -> Self {
        Argument(names, .one, as: placeholder, help: help) { options, word in options[keyPath: field] = word }
    }

    /// A whole number.
    static func number(
        _ names: String..., as placeholder: String, sets field: Field<Options, Int?>,
        help: String? = nil
    ) -> Self {
        let label = names.joined(separator: "/")
        return Argument(names, .one, as: placeholder, help: help) { options, word throws(ArgumentError) in
            guard let number = Int(word) else {
                throw ArgumentError("argument \(label): invalid int value: '\(word)'")
            }
            options[keyPath: field] = number
        }
    }

    /// One word each time it is given.
    static func list(
        _ names: String..., as placeholder: String, sets field: Field<Options, [String]>,
        help: String? = nil
    ) -> Self {
        Argument(names, .one, as: placeholder, help: help.map(repeated)) { options, word in
            options[keyPath: field].append(word)
        }
    }

    /// One of a few words.
    static func choice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
        _ names: String..., as placeholder: String? = nil, sets field: Field<Options, Choice>,
        help: String? = nil
    ) -> Self {
        let choices = Choice.allCases.map(\.rawValue)
        var argument = Argument(
            names, .one, as: placeholder ?? "{\(choices.joined(separator: ","))}", help: help
        ) {
            options, word in
            if let choice = Choice(rawValue: word) { options[keyPath: field] = choice }
        }
        argument.choices = choices
        return argument
    }

    /// Positional words.
    static func words(
        _ name: String, _ arity: Arity, sets field: Field<Options, [String]>, help: String? = nil
    ) -> Self {
        Argument([], arity, as: name, help: help) { options, word in options[keyPath: field].append(word) }
    }

    /// One positional word.
    static func word(
        _ name: String, _ arity: Arity = .one, sets field: Field<Options, String?>,
        help: String? = nil
    ) -> Self {
        Argument([], arity, as: name, help: help) { options, word in options[keyPath: field] = word }
    }

    private static func repeated(_ help: String) -> String { help + ". May be given several times." }
}
