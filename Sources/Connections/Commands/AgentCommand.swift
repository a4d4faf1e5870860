import System
import Values

/// The command that finds the agent on a host, or takes up one that was brought, and has it run one request.
///
/// Every line that it prints for us begins with a mark: `result`, behind which the result follows in base64, or
/// `missing ARCHITECTURE` where there is no agent.
struct AgentCommand {
    enum Answer {
        case result(Dict)
        case missing(String)
    }

    private let mark = OutputMark.random()
    let digest: String
    /// The request's file on the host; nil where the command's input holds it.
    let request: String?
    /// A copy of the agent on the host that may be taken up.
    let agent: String?

    var text: String {
        let input =
            request.map { "exec 3<\(ShellQuote.quoted($0)); rm -f \(ShellQuote.quoted($0)) 2>/dev/null;" }
            ?? "exec 3<&0;"
        return """
            m=\(mark); d=\(digest); t=/swiftplay-; u=$(umask); i=$(id -u); \(input) \
            go() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] && [ -O "$1/agent-$d" ] && [ -x "$1/agent-$d" ] \
            || return 1; o="$1/.result-$$"; umask "$u"; "$1/agent-$d" job "$o" once 0 <&3; echo; echo "$m result"; \
            base64 "$o"; rm -f "$o"; exit 0; }; \
            for b in "$HOME/.cache/swiftplay" "/var/tmp$t$i" "/tmp$t$i" "/run$t$i"; do go "$b"; done; \
            \(agent.map(take) ?? "") echo "$m missing $(uname -m)"
            """
    }

    private func take(_ agent: String) -> String {
        """
        umask 077; for b in "$HOME/.cache/swiftplay" "/var/tmp$t$i" "/tmp$t$i" "/run$t$i"; do \
        mkdir -p "$b" 2>/dev/null; [ -d "$b" ] && [ ! -L "$b" ] && [ -O "$b" ] && chmod 700 "$b" || continue; \
        f="$b/.agent-$$"; rm -f "$f"; cp \(ShellQuote.quoted(agent)) "$f" 2>/dev/null && chmod 700 "$f" || continue; \
        h=$(sha256sum <"$f" 2>/dev/null) && [ "${h%% *}" != "$d" ] && rm -f "$f" && continue; \
        mv -f "$f" "$b/agent-$d"; go "$b"; done;
        """
    }

    /// What the command said; nil where no line is one of ours.
    func answer(in output: String) -> Answer? {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        guard let index = lines.firstIndex(where: { $0.hasPrefix("\(mark) ") }) else { return nil }
        let words = lines[index].split(whereSeparator: \.isWhitespace).map(String.init)
        if words.count == 3, words[1] == "missing" { return .missing(words[2]) }
        let text = lines[(index + 1)...].joined().filter { !$0.isWhitespace }
        guard let bytes = try? Base64.decode(text), let dict = (try? JSON.parse(bytes))?.mapping else { return nil }
        return .result(dict)
    }
}
