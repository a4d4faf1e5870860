import HostModules
import Modules
import System
import Values

/// ufw as a task speaks to it; every command line is kept for the result.
struct Firewall<Base: System> {
    let machine: Machine<Base>
    private let program: String
    private let search: String
    let arguments: Arguments
    let check: Bool
    private(set) var commands: [String] = []

    private static var files: [String] {
        ["/lib/ufw", "/etc/ufw", "/var/lib/ufw"].flatMap { ["\($0)/user.rules", "\($0)/user6.rules"] }
    }

    init(machine: Machine<Base>, arguments: Arguments, check: Bool) async throws(ModuleFailure) {
        self.machine = machine
        program = try await machine.require("ufw")
        search = try await machine.require("grep")
        self.arguments = arguments
        self.check = check
    }

    mutating func execute(_ words: [String]) async throws(ModuleFailure) -> String {
        let command = [program] + words
        note(command)
        let result = try await machine.run(command)
        if result.succeeded { return result.text }
        let message = result.error.isEmpty ? result.text : result.errorText
        throw ModuleFailure(message, values: ["commands": .texts(commands)])
    }

    /// Keeps a command line as the original writes it, which quotes names and comments always.
    private mutating func note(_ command: [String]) {
        var line: [String] = []
        for (index, word) in command.enumerated() {
            let isText = index > 0 && ["app", "comment"].contains(command[index - 1])
            line.append(isText ? "'\(word)'" : ShellWords.quote(word))
        }
        commands.append(line.joined(separator: " "))
    }

    private var dry: [String] { check ? ["--dry-run"] : [] }

    /// The lines in which ufw keeps its rules.
    mutating func rules() async throws(ModuleFailure) -> [String] {
        let command = [search, "-h", "^### tuple"] + Self.files
        note(command)
        return try await machine.run(command).text.lines
    }

    /// Whether rules may have comments, which came with version 0.35.
    private mutating func takesComments() async throws(ModuleFailure) -> Bool {
        let output = try await execute(["--version"])
        let words = output.lines.first { !$0.trimmed().isEmpty }?.words ?? []
        let numbers =
            words.count > 1 && words[0] == "ufw" ? words[1].split(separator: ".").prefix(2).map { Int($0) } : []
        guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else {
            throw ModuleFailure("Failed to get ufw version.", values: ["rc": 0, "out": .string(output)])
        }
        return major > 0 || minor >= 35
    }

    mutating func setState(_ state: String, _ status: String) async throws(ModuleFailure) -> Bool {
        let verbs = ["enabled": "enable", "disabled": "disable", "reloaded": "reload", "reset": "reset"]
        let isForced = state == "reloaded" || state == "reset"
        if check { return isForced || (state == "enabled") != status.has(" active") }
        _ = try await execute(["-f", verbs[state] ?? state])
        return isForced
    }

    mutating func setLogging(_ level: String, _ status: String) async throws(ModuleFailure) -> Bool {
        let words = status.lines.first { $0.hasPrefix("Logging: ") }?.words ?? []
        let isOn = words.count > 1 && words[1] == "on"
        let current = words.count > 2 ? words[2].dropFirst().droppingTrailing(")") : nil
        let changed = words.isEmpty || (level == "off" ? isOn : !isOn || level != "on" && level != current)
        if !check { _ = try await execute(["logging", level]) }
        return changed
    }

    mutating func setDefault(_ policy: String, _ status: String) async throws(ModuleFailure) -> Bool {
        let direction = arguments.string("direction")
        guard check else {
            _ = try await execute(["default", policy] + (direction.map { [$0] } ?? []))
            return false
        }
        // Default: deny (incoming), allow (outgoing), disabled (routed)
        let line = status.lines.first { $0.hasPrefix("Default: ") }?.replacing(",", by: "") ?? ""
        let words = line.words
        guard let place = words.firstIndex(of: "(\(direction ?? "incoming"))"), place > 0 else { return true }
        return words[place - 1] != policy && words[place - 1] != "disabled"
    }

    mutating func setRule(_ rule: String, _ rules: [String]) async throws(ModuleFailure) -> Bool {
        var words = dry
        if arguments.bool("route") == true { words.append("route") }
        let isRemoval = arguments.bool("delete") == true
        if isRemoval { words.append("delete") }
        if !isRemoval, let number = arguments.int("insert"), let place = try await place(number) {
            words += ["insert", String(place)]
        }
        words.append(rule)
        if let direction = arguments.string("direction") { words.append(direction) }
        for (option, phrase) in [
            ("interface", ["on"]), ("interface_in", ["in", "on"]), ("interface_out", ["out", "on"]),
        ] {
            if let name = arguments.string(option) { words += phrase + [name] }
        }
        if arguments.bool("log") == true { words.append("log") }
        let parts = [
            ("from_ip", "from"), ("from_port", "port"), ("to_ip", "to"), ("to_port", "port"), ("proto", "proto"),
            ("name", "app"),
        ]
        let last = try await takesComments() ? [("comment", "comment")] : []
        for (option, word) in parts + last {
            if let value = arguments.string(option), !value.isEmpty { words += [word, value] }
        }
        let output = try await execute(words)
        guard check else { return false }
        let lines = output.lines
        if !lines.isEmpty, lines.allSatisfy({ $0.has("Skipping") }) { return false }
        let foretold = lines.filter { $0.hasPrefix("### tuple") }
        func isPart(_ line: String) -> Bool {
            for option in ["from_ip", "to_ip"] {
                guard let address = arguments.string(option), address != "any" else { continue }
                return line.has("::") == address.contains(":")
            }
            return true
        }
        // ufw shows the rules of one family alone where a rule is of one.
        return foretold.filter(isPart) != rules.filter(isPart)
    }

    /// Where a rule goes; nil for the end.
    private mutating func place(_ number: Int) async throws(ModuleFailure) -> Int? {
        let relation = arguments.string("insert_relative_to") ?? "zero"
        if relation == "zero" { return number }
        let status = try await machine.run([program, "status", "numbered"]).text
        var (last, lastFour, hasSix) = (0, 0, false)
        for line in status.lines {
            guard line.hasPrefix("["), let close = line.firstIndex(of: "]"),
                let number = Int(line[..<close].dropFirst().trimmed())
            else { continue }
            last = max(last, number)
            if line.has("(v6)") { hasSix = true } else { lastFour = max(lastFour, number) }
        }
        let base =
            switch relation {
            case "first-ipv4": 1
            case "last-ipv4": max(lastFour, 1)
            case "first-ipv6": lastFour + 1
            default: hasSix ? last : last + 1
            }
        return number + base > last ? nil : number + base
    }
}
