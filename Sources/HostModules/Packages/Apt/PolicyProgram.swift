import Modules
import System

/// /usr/sbin/policy-rc.d, which keeps dpkg from starting services while packages are installed.
struct PolicyProgram: Sendable {
    /// What it exits with; nil leaves whatever is there alone.
    let status: Int?

    private static let path = "/usr/sbin/policy-rc.d"

    /// Puts ours in its place; returns where the one before was moved.
    func install(_ machine: Machine<some System>) async throws(ModuleFailure) -> String? {
        guard let status else { return nil }
        let text = "#!/bin/sh\nexit \(status)\n"
        return try await machine.attempt { base async throws(SystemError) in
            var saved: String?
            if try await base.info(Self.path, follow: false) != nil {
                let copy = "\(Self.path).ansible-saved"
                try await base.move(Self.path, to: copy)
                saved = copy
            }
            try await base.write(Self.path, Array(text.utf8), mode: 0o755, append: false)
            try await base.setMode(0o755, of: Self.path)
            return saved
        }
    }

    func restore(_ saved: String?, _ machine: Machine<some System>) async throws(ModuleFailure) {
        guard status != nil else { return }
        try await machine.attempt { base async throws(SystemError) in
            if let saved {
                try await base.move(saved, to: Self.path)
            } else {
                try await base.remove(Self.path, recursive: false)
            }
        }
    }
}
