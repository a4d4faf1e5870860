import Loading
import Playbook
import System
import Templating
import Values

/// A digest of what a task is told to do: its action, arguments, keywords and variables, its own and those around it, but
/// not the place where it stands. Two tasks with the same one do the same.
struct TaskFingerprint: Hashable, Sendable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ task: Task) {
        var writer = ByteWriter()
        writer.text(task.action.name)
        ValueArchive.write(task.name ?? .none, to: &writer)
        Self.write(task.action.arguments, &writer)
        if let variable = task.action.variableArguments { Self.write(variable, &writer) }
        FingerprintPart.write(FingerprintPart.ofAttributes, of: task.effective, &writer)
        FingerprintPart.write(FingerprintPart.ofTasks, of: task.keywords, &writer)
        FingerprintPart.write(FingerprintPart.ofLoops, of: task.keywords.loopControl, &writer)
        Self.write(task.vars, &writer)
        writer.flag(task.isHandler)
        if case .meta(let action) = task.kind { writer.text(action.rawValue) }
        bytes = Array(ContentLog.digest(writer.bytes).prefix(16))
    }

    /// A digest of a play's variables.
    static func digest(ofVariablesIn play: Play) -> [UInt8] {
        var writer = ByteWriter()
        write(play.vars, &writer)
        return Array(ContentLog.digest(writer.bytes).prefix(16))
    }

    private static func write(_ dict: Dict, _ writer: inout ByteWriter) {
        for (key, value) in dict {
            write(key, &writer)
            write(value, &writer)
        }
    }

    /// A value without the places of its templates.
    static func write(_ value: Value, _ writer: inout ByteWriter) {
        switch value {
        case .template(let template): writer.text(template.text)
        case .list, .tuple:
            writer.byte(1)
            for item in value.sequence ?? [] { write(item, &writer) }
            writer.byte(2)
        case .dict(let dict):
            writer.byte(3)
            write(dict.items, &writer)
            writer.byte(4)
        case .object(let object as VaultedText): writer.text(object.ciphertext)
        // What an object gives may differ from run to run.
        case .object(let object): writer.text(object.typeName)
        case .string(let text): writer.text(text)
        default: ValueArchive.write(value, to: &writer)
        }
    }
}
