import Diagnostics
import Glibc
import Vault

/// Texts as `!vault` values for a YAML file (`ansible-vault encrypt_string`).
struct StringEncryption {
    let options: VaultCommandOptions
    let editor: VaultEditor
    let secret: VaultSecret

    private struct Plain {
        var text: Bytes
        var source: String
        var name: String?
    }

    /// Whether one of the texts is read from standard input.
    static func readsInput(_ options: VaultCommandOptions) -> Bool {
        options.words.contains("-") || options.inputName != nil || (options.words.isEmpty && !options.prompts)
    }

    /// All of them, ended by a line break.
    func text() throws -> String {
        var texts: [Plain] = []
        if options.prompts { texts.append(try asked()) }
        if Self.readsInput(options) { texts.append(try read()) }
        texts += try words()
        var blocks: [String] = []
        for (index, plain) in texts.enumerated() {
            if texts.count > 1 { announce(plain, index + 1) }
            let sealed = try editor.seal(plain.text, with: secret)
            let lines = sealed.split(separator: "\n").map { String(repeating: " ", count: 10) + $0 }
            let head = plain.name.map { "\($0): " } ?? ""
            blocks.append((["\(head)!vault |"] + lines).joined(separator: "\n"))
        }
        return blocks.joined(separator: "\n") + "\n"
    }

    private func announce(_ plain: Plain, _ number: Int) {
        if let name = plain.name {
            complain(
                "# The encrypted version of variable (\"\(name)\", the string #\(number) from \(plain.source)).")
        } else {
            complain("# The encrypted version of the string #\(number) from \(plain.source).)")
        }
    }

    private func asked() throws(OptionsError) -> Plain {
        let prompter = TerminalPrompter()
        let name = prompter.answer("Variable name (enter for no name): ") ?? ""
        let answer =
            options.showsInput
            ? prompter.answer("String to encrypt:") : prompter.hiddenAnswer("String to encrypt (hidden): ")
        guard let answer, !answer.isEmpty else {
            throw OptionsError("The plaintext provided from the prompt was empty, not encrypting")
        }
        return Plain(text: Bytes(answer.utf8), source: "the interactive prompt", name: name.isEmpty ? nil : name)
    }

    private func read() throws(OptionsError) -> Plain {
        let isTerminal = isatty(STDOUT_FILENO) != 0
        if isTerminal {
            complain(
                "Reading plaintext input from stdin. (ctrl-d to end input, twice if your content does not already have "
                    + "a newline)")
        }
        guard let text = Bytes.rest(of: STDIN_FILENO), !text.isEmpty else {
            throw OptionsError("stdin was empty, not encrypting")
        }
        if isTerminal, text.last != 0x0A { print("\n") }
        return Plain(text: text, source: "stdin", name: options.inputName)
    }

    private func words() throws(OptionsError) -> [Plain] {
        let words = options.words.filter { $0 != "-" }
        if let last = options.names.last, words.count > options.names.count {
            complain("The number of --name options do not match the number of args.")
            complain("The last named variable will be \"\(last)\". The rest will not have names.")
        }
        return try words.enumerated().map { index, word throws(OptionsError) in
            guard !word.isEmpty else {
                throw OptionsError(
                    "The plaintext provided from the command line args was empty, not encrypting")
            }
            let name = index < options.names.count ? options.names[index] : nil
            return Plain(text: Bytes(word.utf8), source: "the command line args", name: name)
        }
    }
}
