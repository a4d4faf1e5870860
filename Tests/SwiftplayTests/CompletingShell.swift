import Foundation

/// A shell that completes a command line with the script that swiftplay makes for it.
enum CompletingShell: String, CaseIterable {
    case bash, zsh, fish

    /// What it runs with the words of a line as arguments, the last one being the word under the cursor. It prints a
    /// candidate a line.
    private var script: String {
        switch self {
        case .bash:
            """
            source <(swiftplay completion bash --ansible)
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            function=$(complete -p "$1"); function=${function#*-F }; ${function%% *}
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        case .fish:
            """
            swiftplay completion fish --ansible | source
            complete -C "$argv" | string replace -r '\\t.*' ''
            true
            """
        case .zsh:
            // Completion needs a line editor: another zsh, on a terminal, whose candidates go into a file.
            """
            zmodload zsh/zpty
            zpty inner zsh -f -i
            zpty -w inner '
            PROMPT= ; autoload -Uz compinit; compinit -D -u; source <(swiftplay completion zsh --ansible)
            compadd() {
                if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
                    local -a hits; builtin compadd -A hits "$@"; (( $#hits )) && print -rl -- $hits >>candidates
                fi
                builtin compadd "$@"
            }
            comppostfuncs=(exit); bindkey "^I" complete-word; print $((6 * 7)) is ready'
            while zpty -r inner line && [[ $line != *"42 is ready"* ]]; do :; done
            zpty -w -n inner "$*"$'\\t'
            while zpty -r inner line; do :; done
            while read -r candidate; do print -r -- $candidate; done <candidates
            """
        }
    }

    /// The words that it offers in a directory, in the order of their letters.
    func candidates(for words: [String], in folder: URL) throws -> [String] {
        let bin = folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        let link = bin.appending(path: "swiftplay")
        if !FileManager.default.fileExists(atPath: link.path) {
            try FileManager.default.createSymbolicLink(
                at: link, withDestinationURL: Command.programs.appending(path: "swiftplay"))
        }
        FileManager.default.createFile(atPath: folder.appending(path: "candidates").path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [rawValue, "-c", script] + (self == .fish ? [] : [rawValue]) + words
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "\(bin.path):/usr/bin:/bin", "HOME": folder.appending(path: "home").path, "TERM": "dumb",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return output.split(separator: "\n").map(String.init).sorted()
    }

    struct Failure: Error {
        let status: Int32
    }
}
