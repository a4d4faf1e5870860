import Values

#if canImport(Glibc)
    import Glibc
#endif

/// Gets passwords from their sources.
public struct PasswordReader {
    /// Asks the user without echo; nil where the input ended.
    public typealias Prompt = (_ question: String) -> String?

    private let prompt: Prompt
    private let warn: (String) -> Void
    /// Whether the passwords are new ones, which are asked for twice.
    private let isNew: Bool

    public init(isNew: Bool = false, prompt: @escaping Prompt, warn: @escaping (String) -> Void = { _ in }) {
        self.isNew = isNew
        self.prompt = prompt
        self.warn = warn
    }

    /// The secrets of `sources` in their order. A file that gives none is warned of and left out.
    ///
    /// Throws in ansible-core's words where none of them gave one, and for a prompt that was not answered.
    public func secrets(_ sources: [PasswordSource]) throws(VaultError) -> [VaultSecret] {
        var secrets: [VaultSecret] = []
        var failure: VaultError?
        for source in sources {
            let id = source.id ?? "default"
            switch source.kind {
            case .prompt(let namesID):
                do throws(VaultError) { secrets.append(VaultSecret(id: id, password: try ask(id, namesID))) } catch {
                    warn("Error in vault password prompt (\(source.id ?? "None")): \(error.message)")
                    throw error
                }
            case .file(let path):
                do throws(VaultError) {
                    let file = try PasswordFile(path, id: source.id)
                    secrets.append(VaultSecret(id: id, password: try file.password(openedBy: Vault(secrets))))
                } catch {
                    let what =
                        PasswordFile.exists(path)
                        ? "Error in vault password file loading" : "Error getting vault password file"
                    warn("\(what) (\(source.id ?? "None")): \(error.message)")
                    failure = error
                }
            }
        }
        if secrets.isEmpty, let failure { throw failure }
        return secrets
    }

    private func ask(_ id: String, _ namesID: Bool) throws(VaultError) -> [UInt8] {
        let name = namesID ? "vault password (\(id))" : "Vault password"
        let questions =
            isNew
            ? ["New \(name): ", namesID ? "Confirm new \(name): " : "Confirm New \(name): "]
            : [namesID ? "Vault password (\(id)): " : "Vault password: "]
        var answers: [[UInt8]] = []
        for question in questions {
            guard let answer = prompt(question) else {
                throw VaultError("EOFError (ctrl-d) on prompt for (\(id))")
            }
            guard !answer.isEmpty else { throw VaultError("Invalid vault password was provided") }
            answers.append(PasswordFile.stripped(Array(answer.utf8), of: PasswordFile.blanks))
        }
        guard answers.allSatisfy({ $0 == answers[0] }) else { throw VaultError("Passwords do not match") }
        return answers[0]
    }
}
