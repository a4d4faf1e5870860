public import Values

/// What a module or a role takes, in the terms of Ansible's argument specifications.
public struct ArgumentSpec: Sendable {
    /// The options by their own names, without those of file attributes.
    public var options: [Option]
    /// Of each group at most one may be given.
    public var mutuallyExclusive: [[String]]
    /// Of each group all are needed where one is given.
    public var requiredTogether: [[String]]
    /// Of each group at least one is needed.
    public var requiredOneOf: [[String]]
    /// Options that a value of another one needs.
    public var requiredIf: [RequiredIf]
    /// If the key is given, all of these are needed.
    public var requiredBy: [String: [String]]
    /// Whether the module runs in check mode; else it is skipped there.
    public var supportsCheckMode: Bool
    /// Adds owner, group, mode, attributes, selevel, serole, setype, seuser, unsafe_writes.
    public var fileAttributes: Bool
    /// Options whose values reach a program among its operands, where one that begins with `-` would be an option.
    /// Such values are refused; of a list each element, of a dict each key.
    public var operands: [String]

    /// One entry of `required_if`.
    public struct RequiredIf: Sendable {
        /// The option that decides.
        public var option: String
        /// The value for which `needs` are needed.
        public var equals: Value
        /// The options that are needed then.
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
    /// The type that a value is converted to, by its name in Ansible's specifications.
    public enum Kind: String, Sendable {
        case string = "str", bool, int, float, path, raw, list, dict, bytes, bits, json = "jsonarg"
    }

    /// The option's own name.
    public var name: String
    /// What its value is converted to.
    public var kind: Kind
    /// Whether it has to be given.
    public var required: Bool
    /// The value where it is not given; nil for none.
    public var `default`: Value?
    /// The values that are allowed; empty allows all.
    public var choices: [Value]
    /// Further names that it may be given by.
    public var aliases: [String]
    /// The kind of a list's elements.
    public var elements: Kind?
    /// What a dict, or each dict of a list, may hold.
    public var suboptions: ArgumentSpec?
    /// Never shown in results or logs.
    public var noLog: Bool
    /// A dict that is not given is validated as an empty one, so that its suboptions' defaults apply.
    public var appliesDefaults: Bool
    /// Said by the action of this program to its module; ansible-core's module has no such option.
    public var isInternal: Bool

    public init(
        _ name: String, _ kind: Kind = .string, required: Bool = false, default: Value? = nil, choices: [Value] = [],
        aliases: [String] = [], elements: Kind? = nil, suboptions: ArgumentSpec? = nil, noLog: Bool = false,
        appliesDefaults: Bool = false, isInternal: Bool = false
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
        self.isInternal = isInternal
    }
}
