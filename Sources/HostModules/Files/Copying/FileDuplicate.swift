import Modules
import System
import Values

/// A copy of a file's content and mode; the copy belongs to the user who makes it.
struct FileDuplicate<Base: System>: Sendable {
    let system: Base

    init(_ system: Base) { self.system = system }

    func copy(_ source: String, to target: String, keepsTimes: Bool) async throws(ModuleFailure) {
        let piece = 4 << 20
        do {
            guard let info = try await system.info(source, follow: true) else { return }
            try await system.write(target, [], mode: 0o600, append: false)
            var offset = 0
            while true {
                let bytes = try await system.read(source, from: offset, length: piece)
                if bytes.isEmpty { break }
                try await system.write(target, bytes, mode: 0o600, append: true)
                offset += bytes.count
            }
            try await system.setMode(info.mode, of: target)
            if keepsTimes {
                try await system.setTimes(
                    access: .at(info.accessed), modification: .at(info.modified), of: target, follow: true)
            }
        } catch {
            throw ModuleFailure(
                "Failed to copy \(source.representation) to \(target.representation).",
                cause: PythonError.text(error, source))
        }
    }
}
