/// Why reading ended early. (No type of the generic reader's: the compiler's optimizer fails on such a typed error.)
enum ReadingStop: Error {
    case misuse(ArgumentError)
    case ended(ArgumentEnding)
}

/// Reads the words of one command by its syntax, with the rules of Python's argparse: options anywhere, long ones
/// shortened as far as they stay unique, short ones joined.
struct ArgumentReader<Options> {
    typealias Stop = ReadingStop

    private let syntax: Syntax<Options>
    private var rest: ArraySlice<String>
    private var byName: [String: Int] = [:]
    private var given: [Int] = []
    private var plain: [String] = []
    private var unknown: [String] = []

    init(_ syntax: Syntax<Options>, _ words: [String]) {
        self.syntax = syntax
        rest = words[...]
        for (index, argument) in syntax.arguments.enumerated() {
            for name in argument.names { byName[name] = index }
        }
    }

    /// Reads into `options`; where a subcommand follows, that and the words that are left for it.
    mutating func read(into options: inout Options) throws(Stop) -> (Syntax<Options>.Choice, [String])? {
        while let word = rest.popFirst() {
            if word == "--" {
                plain += rest
                break
            }
            if isOption(word) {
                try readOption(word, into: &options)
            } else if !syntax.choices.isEmpty {
                return (try choice(word), Array(rest))
            } else {
                plain.append(word)
            }
        }
        if !syntax.choices.isEmpty {
            throw misuse("the following arguments are required: \(syntax.choicePlaceholder)")
        }
        try distribute(into: &options)
        guard unknown.isEmpty else { throw misuse("unrecognized arguments: \(unknown.joined(separator: " "))") }
        return nil
    }

    /// Whether argparse takes the word for an option: a dash and more, no number, no blank in an unknown one.
    private func isOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), word.count > 1 else { return false }
        if byName[String(word.prefix { $0 != "=" })] != nil { return true }
        if Double(word) != nil { return false }
        return !word.contains(" ") || byName[String(word.prefix(2))] != nil && !word.hasPrefix("--")
    }

    private func choice(_ word: String) throws(Stop) -> Syntax<Options>.Choice {
        guard let choice = syntax.choices.first(where: { $0.name == word }) else {
            let known = syntax.choices.map { "'\($0.name)'" }.joined(separator: ", ")
            throw misuse("argument \(syntax.choicePlaceholder): invalid choice: '\(word)' (choose from \(known))")
        }
        return choice
    }

    // MARK: Options

    private mutating func readOption(_ word: String, into options: inout Options) throws(Stop) {
        if word.hasPrefix("--") {
            let name = String(word.prefix { $0 != "=" })
            let value = name.count < word.count ? String(word.dropFirst(name.count + 1)) : nil
            guard let index = try long(name) else {
                unknown.append(word)
                return
            }
            try take(index, value: value, into: &options)
        } else {
            try readShort(word, into: &options)
        }
    }

    /// The option of that name or of that beginning.
    private func long(_ name: String) throws(Stop) -> Int? {
        if let index = byName[name] { return index }
        let matches = syntax.arguments.filter { !$0.isExact }.flatMap(\.names).filter {
            $0.hasPrefix(name) && $0.hasPrefix("--")
        }
        guard matches.count < 2 else {
            throw misuse("ambiguous option: \(name) could match \(matches.joined(separator: ", "))")
        }
        return matches.first.flatMap { byName[$0] }
    }

    /// `-v`, `-vvv`, `-bK`, `-f5`, `-f=5`.
    private mutating func readShort(_ word: String, into options: inout Options) throws(Stop) {
        var letters = word.dropFirst()
        var before: Int?
        while let letter = letters.popFirst() {
            guard let index = byName["-\(letter)"] else {
                if let before {
                    let label = syntax.arguments[before].label
                    throw misuse("argument \(label): ignored explicit argument '\(letter)\(letters)'")
                }
                unknown.append(word)
                return
            }
            if syntax.arguments[index].arity == .none {
                try take(index, value: nil, into: &options)
                before = index
                continue
            }
            if letters.first == "=" { letters.removeFirst() }
            try take(index, value: letters.isEmpty ? nil : String(letters), into: &options)
            return
        }
    }

    private mutating func take(_ index: Int, value: String?, into options: inout Options) throws(Stop) {
        let argument = syntax.arguments[index]
        if let ending = argument.ending { throw .ended(ending) }
        try checkExclusive(index)
        if argument.arity == .none {
            if let value { throw misuse("argument \(argument.label): ignored explicit argument '\(value)'") }
            try apply(argument, "", &options)
            return
        }
        if let value {
            try apply(argument, value, &options)
            return
        }
        if argument.arity == .optional, rest.first.map(isOption) ?? true {
            try apply(argument, "", &options)
            return
        }
        guard let next = rest.first, next != "--", !isOption(next) else {
            let count = argument.arity == .one ? "one argument" : "at least one argument"
            throw misuse("argument \(argument.label): expected \(count)")
        }
        rest.removeFirst()
        try apply(argument, next, &options)
        guard argument.arity == .some || argument.arity == .any else { return }
        while let next = rest.first, !isOption(next) {
            rest.removeFirst()
            try apply(argument, next, &options)
        }
    }

    private mutating func checkExclusive(_ index: Int) throws(Stop) {
        defer { given.append(index) }
        guard let group = syntax.arguments[index].exclusive else { return }
        for other in given where other != index && syntax.arguments[other].exclusive == group {
            throw misuse(
                "argument \(syntax.arguments[index].label): not allowed with argument \(syntax.arguments[other].label)")
        }
    }

    // MARK: Positional words

    /// Gives the plain words to the positional arguments in order; each leaves enough for those behind it.
    private mutating func distribute(into options: inout Options) throws(Stop) {
        let places = syntax.arguments.filter(\.isPositional)
        let missing = places.filter(\.isRequired).dropFirst(plain.count)
        guard missing.isEmpty else {
            throw misuse("the following arguments are required: \(missing.map(\.label).joined(separator: ", "))")
        }
        var words = plain[...]
        for (index, place) in places.enumerated() {
            let needed = places[(index + 1)...].filter(\.isRequired).count
            let available = max(0, words.count - needed)
            let count = place.arity == .any || place.arity == .some ? available : min(1, available)
            for word in words.prefix(count) { try apply(place, word, &options) }
            words = words.dropFirst(count)
        }
        unknown = words + unknown
    }

    private func apply(_ argument: Argument<Options>, _ word: String, _ options: inout Options) throws(Stop) {
        if !argument.choices.isEmpty, !argument.choices.contains(word) {
            let known = argument.choices.map { "'\($0)'" }.joined(separator: ", ")
            throw misuse("argument \(argument.label): invalid choice: '\(word)' (choose from \(known))")
        }
        do throws(ArgumentError) {
            try argument.apply(&options, word)
        } catch {
            throw .misuse(error)
        }
    }

    private func misuse(_ message: String) -> Stop { .misuse(ArgumentError(message)) }
}
