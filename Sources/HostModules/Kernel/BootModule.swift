import Modules
import System

/// A kernel module's place in modules-load.d(5) and its parameters in modprobe.d(5).
struct BootModule: Sendable {
    let name: String
    let parameters: [String]

    private static let loads = "/etc/modules-load.d"
    private static let options = "/etc/modprobe.d"

    /// Whether anything had to change.
    func ensure(_ wanted: Bool, _ machine: Machine<some System>, check: Bool) async throws(ModuleFailure) -> Bool {
        let isListed = await files(in: Self.loads, machine).contains { $0.lines.contains(where: isEntry) }
        let given = Set(await files(in: Self.options, machine).flatMap { $0.lines.compactMap(parameter) })
        var changed = false
        if wanted {
            if !isListed {
                changed = true
                if !check { try await write("\(Self.loads)/\(name).conf", "\(name)\n", machine) }
            }
            if Set(parameters) != given {
                changed = true
                if !check {
                    try await comment(out: { parameter($0) != nil }, in: Self.options, machine)
                    let text = parameters.map { "options \(name) \($0)" }.joined(separator: "\n") + "\n"
                    try await write("\(Self.options)/\(name).conf", text, machine)
                }
            }
        } else {
            if isListed {
                changed = true
                if !check { try await comment(out: isEntry, in: Self.loads, machine) }
            }
            if !given.isEmpty {
                changed = true
                if !check { try await comment(out: { parameter($0) != nil }, in: Self.options, machine) }
            }
        }
        return changed
    }

    private func files(
        in directory: String, _ machine: Machine<some System>
    ) async -> [(path: String, lines: [String])] {
        var files: [(path: String, lines: [String])] = []
        for name in await machine.names(in: directory) where await machine.isFile("\(directory)/\(name)") {
            files.append(("\(directory)/\(name)", await machine.lines("\(directory)/\(name)")))
        }
        return files
    }

    private func isEntry(_ line: String) -> Bool { content(line).words == [name] }

    /// `key=value` of an `options` line for this module with one parameter.
    private func parameter(_ line: String) -> String? {
        let words = content(line).words
        guard line.hasPrefix("options "), words.count == 3, words[1] == name, words[2].contains("=") else { return nil }
        return words[2]
    }

    private func content(_ line: String) -> String { String(line.prefix { $0 != "#" && $0 != ";" }) }

    /// Lines that match are kept as comments; every line is followed by an empty one, as the original leaves them.
    private func comment(
        out isMatch: (String) -> Bool, in directory: String, _ machine: Machine<some System>
    ) async throws(ModuleFailure) {
        for file in await files(in: directory, machine) where file.lines.contains(where: isMatch) {
            let lines = file.lines.map { isMatch($0) ? "#\($0)\n" : "\($0)\n" }
            try await write(file.path, lines.joined(separator: "\n"), machine)
        }
    }

    private func write(_ path: String, _ text: String, _ machine: Machine<some System>) async throws(ModuleFailure) {
        try await machine.attempt { base async throws(SystemError) in
            try await base.write(path, Array(text.utf8), mode: 0o644, append: false)
        }
    }
}
