import Glibc
package import System
public import Values

/// What a module did and has to say.
public struct Outcome: Sendable {
    /// Whether anything was changed; in check mode whether it would be.
    public var changed: Bool
    /// Set for a result that is a failure but not an error of the module, such as a command's non-zero exit.
    public var failed: Bool
    /// The result's `msg`; nil leaves it out.
    public var message: String?
    /// The module's own return values, in the order they are to be shown.
    public var values: Dict
    /// What was changed, for `--diff`.
    public var diff: [Diff]
    /// Warnings that outputs show, without a mark before them.
    public var warnings: [String]
    /// Whether `diff` is a list even where it has one entry, as actions make it.
    public var listsDiff = false
    /// Set by `setup`-like modules; becomes `ansible_facts`.
    public var facts: Dict?
    /// Whether owner, group, mode, size and state of the file that the values name as `path` or `dest` are added.
    public var describesPath = true

    public init(
        changed: Bool = false, failed: Bool = false, message: String? = nil, values: Dict = [:], diff: [Diff] = [],
        warnings: [String] = [], facts: Dict? = nil
    ) {
        self.changed = changed
        self.failed = failed
        self.message = message
        self.values = values
        self.diff = diff
        self.warnings = warnings
        self.facts = facts
    }
}

/// One before-and-after; text or data as Ansible's `diff` results hold it.
public struct Diff: Sendable {
    /// Nil where it is not to be shown, for instance of a binary file.
    public var before: Value?
    /// The same after the change.
    public var after: Value?
    /// A title of the old content, such as a path.
    public var beforeHeader: String?
    /// A title of the new content.
    public var afterHeader: String?
    /// A text shown as it is, in place of before and after.
    public var prepared: String?
    /// Further keys that renderers know: `src_binary`, `dst_binary`, `src_larger`, `dst_larger`.
    public var notes: Dict = [:]

    public init(
        before: Value? = "", after: Value? = "", beforeHeader: String? = nil, afterHeader: String? = nil,
        prepared: String? = nil
    ) {
        self.before = before
        self.after = after
        self.beforeHeader = beforeHeader
        self.afterHeader = afterHeader
        self.prepared = prepared
    }
}

/// The end of a module that could not do what was asked: `failed: true` with `msg` and further values.
public struct ModuleFailure: Error, Sendable {
    /// The result's `msg`.
    public var message: String
    /// Further values of the result.
    public var values: Dict
    /// The error behind it; shown after the message but no part of the result's `msg`.
    public var cause: String?

    public init(_ message: String, values: Dict = [:], cause: String? = nil) {
        self.message = message
        self.values = values
        self.cause = cause
    }

    /// A program that could not be started. A limit of the machine is named in the message, as what is wrong is not the
    /// program.
    package init(notStarted words: [String], _ error: SystemError) {
        let isOfProgram = [ENOENT, ENOEXEC, EACCES, ENOTDIR].contains(error.code)
        self.init(
            isOfProgram
                ? "Error executing command." : "Error executing command: [Errno \(error.code)] \(error.reason)",
            values: [
                "changed": false, "rc": .int(Int(error.code)), "cmd": .string(ShownCommand.text(words)), "stdout": "",
                "stderr": "",
            ], cause: isOfProgram ? PythonError.bytesText(error, words.first ?? "") : nil)
    }

    /// A module that breaks off, as one does that crashes.
    public init(crash reason: String) {
        self.init("Task failed: Module failed: \(reason)", values: ["_swiftplay_cause": .string(reason)])
    }
}
