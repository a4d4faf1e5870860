import Modules
import System

/// A machine's full name, found as Python's socket.getfqdn finds it: the node name's address, and that address's names.
struct HostNames<Base: System>: Sendable {
    let machine: Machine<Base>
    let node: String

    func fullName() async -> String {
        guard let (canonical, aliases) = await names() else { return node }
        return ([canonical] + aliases).first { $0.contains(".") } ?? canonical
    }

    private func names() async -> (canonical: String, aliases: [String])? {
        let entries = await machine.lines("/etc/hosts").map { line in
            String(line.prefix { $0 != "#" }).words
        }.filter { $0.count >= 2 }
        if let address = entries.first(where: { $0.dropFirst().contains(node) })?[0] {
            guard let line = entries.first(where: { $0[0] == address }) else { return nil }
            return (line[1], Array(line.dropFirst(2)))
        }
        guard await machine.find("getent") != nil,
            let address = await machine.output(["getent", "ahosts", node])?.words.first,
            let words = await machine.output(["getent", "hosts", address])?.lines.first?.words, words.count >= 2
        else { return nil }
        return (words[1], Array(words.dropFirst(2)))
    }
}
