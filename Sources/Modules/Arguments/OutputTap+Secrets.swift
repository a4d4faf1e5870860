import System
import Values

extension OutputTap {
    /// The same for a module whose output must not show these secrets, each of its lines alike.
    func censored(by secrets: Secrets) -> OutputTap {
        guard !secrets.isEmpty else { return self }
        var lines = secrets
        for text in secrets.texts where text.utf8.contains(10) {
            for line in text.split(separator: "\n") where line.utf8.count > 3 { lines.insert(.string(String(line))) }
        }
        let hidden = lines
        return OutputTap { piece, isError in
            let shown = hidden.censor(["": .string("\n" + String(decoding: piece, as: UTF8.self))])
            self.receive(Array((shown[""]?.text ?? "").utf8.dropFirst()), isError: isError)
        }
    }
}
