public import Values

/// What a module or a role takes, in the terms of Ansible's argument specifications.
public struct ArgumentSpec: Sendable {
    public var options: [Option]
    public var mutuallyExclusive: [[String]]
    public var requiredTogether: [[String]]
    public var requiredOneOf: [[String]]
    public var requiredIf: [RequiredIf]
    /// If the key is given, all of these are needed.
    public var requiredBy: [String: [String]]
    public var supportsCheckMode: Bool
    /// Adds owner, group, mode, attributes, selevel, serole, setype, seuser, unsafe_writes.
    public var fileAttributes: Bool
    /// Options whose values reach a program among its operands, where one that begins with `-` would be an option.
    /// Such values are refused; of a list each element, of a dict each key.
    public var operands: [String]

    public struct RequiredIf: Sendable {
        public var option: String
        public var equals: Value
        public var needs: [String]
        /// One of `needs` is enough.
        public var any: Bool
        public init(_ option: String, _ equals: Value, _ needs: [String], any: Bool = false) {
            self.option = option
            self.equals = equals
            self.needs = needs
            self.any = any
        }
    }

    public init(
        _ options: [Option], mutuallyExclusive: [[String]] = [], requiredTogether: [[String]] = [],
        requiredOneOf: [[String]] = [], requiredIf: [RequiredIf] = [], requiredBy: [String: [String]] = [:],
        supportsCheckMode: Bool = true, fileAttributes: Bool = false, operands: [String] = []
    ) {
        self.options = options
        self.mutuallyExclusive = mutuallyExclusive
        self.requiredTogether = requiredTogether
        self.requiredOneOf = requiredOneOf
        self.requiredIf = requiredIf
        self.requiredBy = requiredBy
        self.supportsCheckMode = supportsCheckMode
        self.fileAttributes = fileAttributes
        self.operands = operands
    }
}

/// One option of a specification.
public struct Option: Sendable {
    public enum Kind: String, Sendable {
        case string = "str", bool, int, float, path, raw, list, dict, bytes, bits, json = "jsonarg"
    }

    public var name: String
    public var kind: Kind
    public var required: Bool
    public var `default`: Value?
    public var choices: [Value]
    public var aliases: [String]
    /// The kind of a list's elements.
    public var elements: Kind?
    /// What a dict, or each dict of a list, may hold.
    public var suboptions: ArgumentSpec?
    /// Never shown in results or logs.
    public var noLog: Bool
    /// A dict that is not given is validated as an empty one, so that its suboptions' defaults apply.
    public var appliesDefaults: Bool

    public init(
        _ name: String, _ kind: Kind = .string, required: Bool = false, default: Value? = nil, choices: [Value] = [],
        aliases: [String] = [], elements: Kind? = nil, suboptions: ArgumentSpec? = nil, noLog: Bool = false,
        appliesDefaults: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.required = required
        self.default = `default`
        self.choices = choices
        self.aliases = aliases
        self.elements = elements
        self.suboptions = suboptions
        self.noLog = noLog
        self.appliesDefaults = appliesDefaults
    }
}
