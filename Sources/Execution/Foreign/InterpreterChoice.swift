import Configuration
import Diagnostics
import System
import Templating
import Values

/// What a module is run by: `ansible_python_interpreter` and its like, or what discovery finds.
///
/// Source: "Interpreter Discovery" of the Ansible documentation.
struct InterpreterChoice {
    let call: ActionCall

    /// Where an interpreter has to be discovered: how loudly, and for which host.
    struct Discovery {
        var mode: String
        var candidates: [String]

        var isSilent: Bool { mode.hasSuffix("_silent") }
        var isLegacy: Bool { mode.hasPrefix("auto_legacy") }
    }

    enum Choice {
        case known(Interpreter)
        case discover(Discovery)
    }

    static let fact = "discovered_interpreter_python"

    private static let modes = ["auto", "auto_silent", "auto_legacy", "auto_legacy_silent"]

    /// For a native module: what its author said of Python; nil where nothing was said.
    func ofNative() throws(TaskFailure) -> Choice? {
        guard call.target.templar.variables["ansible_python_interpreter"] != nil else { return nil }
        return try python()
    }

    /// For a module with these words behind `#!`.
    func of(_ shebang: [String], fallback: String? = nil) throws(TaskFailure) -> Choice {
        guard let program = shebang.first ?? fallback else { return .known(.itself) }
        let name = program.lastPathPart
        let arguments = shebang.dropFirst().map { " \($0)" }.joined()
        if name == "python" {
            guard case .known(.command(let command)) = try python() else { return try python() }
            return .known(.command(command + arguments))
        }
        return .known(.command((try text("ansible_\(name)_interpreter") ?? program) + arguments))
    }

    private func python() throws(TaskFailure) -> Choice {
        let written =
            try text("ansible_python_interpreter")
            ?? (call.target.templar.variables["ansible_python_interpreter"] == nil
                ? call.run.configuration.string("INTERPRETER_PYTHON") : nil) ?? "auto"
        guard Self.modes.contains(written) else { return .known(.command(written)) }
        if let known = call.run.facts.facts(of: call.target.name).facts[.string(Self.fact)]?.text {
            return .known(.command(known))
        }
        return .discover(Discovery(mode: written, candidates: try candidates()))
    }

    private static let candidates = [
        "python3.13", "python3.12", "python3.11", "python3.10", "python3.9", "python3.8", "/usr/bin/python3", "python3",
    ]

    private func candidates() throws(TaskFailure) -> [String] {
        let name = "ansible_interpreter_python_fallback"
        guard let value = call.target.templar.variables[name] else { return Self.candidates }
        let rendered = try render(value)
        if let items = rendered.sequence { return items.compactMap(\.text) }
        return (rendered.text ?? "").split(separator: ",").map { $0.trimmed() }
    }

    /// A variable of the target as text; nil where it is unset, empty or `omit`.
    private func text(_ name: String) throws(TaskFailure) -> String? {
        guard let value = call.target.templar.variables[name] else { return nil }
        let rendered = try render(value)
        guard !rendered.isOmit, !rendered.isNone, let text = try? rendered.string() else { return nil }
        let stripped = text.trimmed()
        return stripped.isEmpty ? nil : stripped
    }

    private func render(_ value: Value) throws(TaskFailure) -> Value {
        do throws(Diagnostic) { return try call.target.templar.render(value) } catch { throw TaskFailure(error) }
    }
}
