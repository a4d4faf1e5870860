import System
import Values

/// A command line as results of programs that could not be started show it.
package enum ShownCommand {
    /// The words quoted for a shell, with stars in place of passwords in URLs and of what follows an option that begins
    /// with `pass`.
    package static func text(_ words: [String]) -> String {
        var shown: [String] = []
        var isPassword = false
        for word in words {
            if isPassword {
                shown.append(SecretTexts.placeholder)
                isPassword = false
            } else if namesPassword(word) {
                let end = word.firstIndex(of: "=")
                shown.append(end.map { word[...$0] + SecretTexts.placeholder } ?? word)
                isPassword = end == nil
            } else {
                shown.append(URLPassword.hidden(in: word))
            }
        }
        return ShellWords.join(shown)
    }

    private static func namesPassword(_ word: String) -> Bool {
        ["", "-", "--"].contains { word.hasPrefix($0 + "pass") }
    }
}
