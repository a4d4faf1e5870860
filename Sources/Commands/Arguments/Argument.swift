/// A field of options that an argument fills.
typealias Field<Options, Value> = any WritableKeyPath<Options, Value> & Sendable

/// How many words an argument takes, in the terms of Python's argparse.
enum ArgumentArity: Sendable { case none, one, optional, any, some }

/// A headed part of the help.
struct ArgumentSection: Sendable, Hashable {
    var title: String
    var text = ""
}

/// An argument that ends the reading.
enum ArgumentEnding: Sendable { case help, version }

/// One option or positional word of a command, and the field of `Options` that it fills.
///
/// Commands list these as rows of a table; reading, usage, help and errors are all made from it.
struct Argument<Options>: Sendable {
    typealias Arity = ArgumentArity
    typealias Section = ArgumentSection
    typealias Ending = ArgumentEnding

    /// As written, `-f` and `--forks`; none for a positional word.
    var names: [String]
    /// What stands for its value in the usage; for a positional word also its name.
    var placeholder: String
    var arity: Arity
    /// nil hides it from the help.
    var help: String?
    var section: Section?
    /// Of those with the same name here only one may be given.
    var exclusive: String?
    /// The values it may have; empty for any.
    var choices: [String] = []
    /// Whether its name cannot be abbreviated.
    var isExact = false
    /// What it does ends the reading: `--help`, `--version`.
    var ending: Ending?
    let apply: @Sendable (inout Options, String) throws(ArgumentError) -> Void

    init(
        _ names: [String], _ arity: Arity, as placeholder: String = "", help: String?,
        apply: @escaping @Sendable (inout Options, String) throws(ArgumentError) -> Void
    ) {
        self.names = names
        self.placeholder = placeholder
        self.arity = arity
        self.help = help
        self.apply = apply
    }

    var isPositional: Bool { names.isEmpty }
    var isRequired: Bool { isPositional && (arity == .one || arity == .some) }

    /// What errors call it: `-f/--forks`, or the name of a positional word.
    var label: String { isPositional ? placeholder : names.joined(separator: "/") }

    /// The same argument of options that hold `Options` as a part.
    func at<Whole>(_ part: Field<Whole, Options>) -> Argument<Whole> {
        let apply = self.apply
        var argument = Argument<Whole>(names, arity, as: placeholder, help: help) { whole, word throws(ArgumentError) in
            try apply(&whole[keyPath: part], word)
        }
        argument.section = section
        argument.exclusive = exclusive
        argument.choices = choices
        argument.ending = ending
        argument.isExact = isExact
        return argument
    }

    /// The same argument without abbreviations of its name: those of Ansible's options keep their meaning.
    func exact() -> Self {
        var argument = self
        argument.isExact = true
        return argument
    }

    func exclusive(_ group: String) -> Self {
        var argument = self
        argument.exclusive = group
        return argument
    }
}

extension Array {
    /// Every argument as one of options that hold these as a part.
    func at<Whole, Part>(_ part: Field<Whole, Part>) -> [Argument<Whole>]
    where Element == Argument<Part> {
        map { $0.at(part) }
    }

    /// Every argument under one heading of the help.
    func under<Options>(_ title: String, _ text: String = "") -> Self where Element == Argument<Options> {
        map { argument in
            var argument = argument
            argument.section = .init(title: title, text: text)
            return argument
        }
    }
}
