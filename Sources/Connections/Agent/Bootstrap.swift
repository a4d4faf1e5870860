/// The shell program that finds or places the agent and becomes it.
///
/// It runs by `/bin/sh -c` as the user that the agent is for, and uses a private directory of that user. Every line it
/// prints for us begins with a mark that nothing else prints: `need ARCHITECTURE gzip|raw` asks for the agent,
/// `ready` says that the next byte is the agent's, `failed REASON` that it did not arrive whole, `shell REASON` that no
/// agent can be and that a shell now reads commands in its place.
struct Bootstrap {
    let mark: String
    let digest: String

    /// The script where no agent is wanted.
    static func shell(_ mark: String) -> String { "echo \"\(mark) shell no agent is wanted there\"; exec /bin/sh" }

    /// One line without single quotes, so that any login shell passes it on.
    var script: String {
        [find, place].joined(separator: " ")
    }

    /// With the agent there already this is all: no process but the agent's is started.
    private var find: String {
        """
        m=\(mark); d=\(digest); t=/swiftplay-; \
        go() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] && [ -O "$1/agent-$d" ] && [ -x "$1/agent-$d" ] \
        && echo "$m ready" && exec "$1/agent-$d"; }; \
        go "$HOME/.cache/swiftplay"; i=$(id -u); go "/var/tmp$t$i"; go "/tmp$t$i"; go "/run$t$i";
        """
    }

    /// Looks for a directory before the agent is asked for, as nothing may be on its way to a shell.
    private var place: String {
        """
        u=$(umask); umask 077; o=; \
        for b in "$HOME/.cache/swiftplay" "/var/tmp$t$i" "/tmp$t$i" "/run$t$i"; do \
        mkdir -p "$b" 2>/dev/null; [ -d "$b" ] && [ ! -L "$b" ] && [ -O "$b" ] && chmod 700 "$b" || continue; \
        f="$b/.agent-$$"; rm -f "$f"; (set -C; printf "#!/bin/sh\\nexit 0\\n" >"$f") 2>/dev/null || continue; \
        chmod 700 "$f" && "$f" 2>/dev/null && o=1 && break; rm -f "$f"; done; \
        [ "$o" ] || { umask "$u"; echo "$m shell no directory where a program can be kept and run"; exec /bin/sh; }; \
        z=raw; gzip --help >/dev/null 2>&1 && z=gzip; a=$(uname -m); echo "$m need $a $z"; \
        read -r k c d s; [ "$k" = send ] || \
        { rm -f "$f"; umask "$u"; echo "$m shell no agent for $a"; exec /bin/sh; }; \
        if [ $z = gzip ]; then head -c "$c" | gzip -dc >"$f"; else head -c "$c" >"$f"; fi; \
        n=$(wc -c <"$f"); [ "$n" -eq "$s" ] || { echo "$m failed $n of $s bytes arrived in $b"; rm -f "$f"; exit 1; }; \
        if h=$(sha256sum <"$f" 2>/dev/null); then [ "${h%% *}" = "$d" ] || \
        { echo "$m failed the digest of what arrived is ${h%% *}"; rm -f "$f"; exit 1; }; fi; \
        mv -f "$f" "$b/agent-$d" && umask "$u" && echo "$m ready" && exec "$b/agent-$d"; exit 1
        """
    }
}
