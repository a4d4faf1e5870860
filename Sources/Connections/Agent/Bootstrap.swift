/// The shell program that finds or places the agent and becomes it.
///
/// It runs by `/bin/sh -c` as the user that the agent is for. The agent's program stands where all users of the host
/// may run it, if root placed it, and otherwise in a private directory of the user; it is run only after a look at its
/// checksum, and replaced where that is another. Every line printed for us begins with a mark that nothing else
/// prints: `need ARCHITECTURE gzip|raw` asks for the agent, `ready` says that the next byte is the agent's, `failed
/// REASON` that it did not arrive whole, `shell REASON` that no agent can be and that a shell now reads commands in its
/// place.
struct Bootstrap {
    let mark: String
    let image: AgentImage

    /// The script where no agent is wanted.
    static func shell(_ mark: String) -> String { "echo \"\(mark) shell no agent is wanted there\"; exec /bin/sh" }

    /// One line without single quotes, so that any login shell passes it on.
    var script: String { [names, checks, find, place].joined(separator: " ") }

    private var names: String {
        """
        m=\(mark); d=\(image.digest); x="\(image.checksum)"; t=/swiftplay-; s=/var/cache/swiftplay; \
        h="$HOME/.cache/swiftplay"; p=; i=;
        """
    }

    /// `own` is a directory of this user, `roots` one that root alone may write, `good` the agent as it should be: its
    /// checksum by cksum(1), which takes a tenth of the time, or by sha256sum(1). Without either it is placed anew.
    ///
    /// `tidy` removes what interrupted starts have left, with the ending that this host has for files that are being
    /// written, and agents of other versions that nothing has started for 30 days: each start touches its own.
    private var checks: String {
        """
        own() { [ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ]; }; \
        roots() { set -- $(ls -ldn "$1" 2>/dev/null); case "$1 $3" in d????-??-*" 0") return 0;; esac; return 1; }; \
        good() { [ -f "$1" ] && [ ! -L "$1" ] && [ -x "$1" ] || return 1; \
        if r=$(cksum <"$1" 2>/dev/null); then set -- "$1" $r; [ "$2 $3" = "$x" ] || return 1; \
        else r=$(sha256sum <"$1" 2>/dev/null) && [ "${r%% *}" = "$d" ] || return 1; fi; [ -x "$1" ]; }; \
        tidy() { touch -c "$1/agent-$d"; find "$1" -name "agent-*" ! -name "agent-$d" -type f -mtime +30 -exec rm -f {} +; \
        for f in "$1"/.agent-*; do [ -O "$f" ] || continue; [ "$n" ] || n=$(uname -n); \
        case ${f##*/.agent-} in "$n-"*|*[!0-9]*) ;; *) rm -f "$f"; continue;; esac; \
        case ${f##*/.agent-} in "$n-"*) kill -0 "${f##*-}" 2>/dev/null || rm -f "$f";; esac; done; } 2>/dev/null;
        """
    }

    /// With the agent there already this is nearly all: `p` becomes the user's private directory, `try` makes one where
    /// a program can be kept and run, with a file `f` in it.
    private var find: String {
        """
        n=; try() { u=$(umask); umask 077; n=${n:-$(uname -n)}; f="$1/.agent-$n-$$"; mkdir -p "$1" 2>/dev/null; \
        own "$1" && chmod "$2" "$1" && rm -f "$f" && (set -C; printf "#!/bin/sh\\nexit 0\\n" >"$f") 2>/dev/null \
        && chmod "$2" "$f" && "$f" 2>/dev/null && umask "$u" && return 0; rm -f "$f"; umask "$u"; return 1; }; \
        go() { good "$1/agent-$d" || return 1; tidy "$1"; [ "$1" = "$p" ] || tidy "$p"; echo "$m ready"; \
        exec "$1/agent-$d" "$p"; }; \
        if own "$h"; then p=$h; else i=$(id -u); for b in "/var/tmp$t$i" "/tmp$t$i" "/run$t$i"; do \
        own "$b" && p=$b && break; done; fi; \
        [ "$p" ] || for b in "$h" "/var/tmp$t$i" "/tmp$t$i" "/run$t$i"; do \
        try "$b" 700 && p=$b && rm -f "$f" && break; done; [ "$p" ] || { own "$s/0" && p="$s/0"; }; \
        if [ "$p" ]; then own "$s" && go "$s"; [ -O "$p/agent-$d" ] && go "$p"; \
        own "$s" || { roots "$s" && go "$s"; }; fi;
        """
    }

    /// Looks for a directory before the agent is asked for, as nothing may be on its way to a shell.
    private var place: String {
        """
        i=${i:-$(id -u)}; a=; [ "$i" = 0 ] && [ -d /var/cache ] && try "$s" 755 && a=$s; \
        [ "$a" ] && [ ! "$p" ] && p="$s/0" && mkdir -p "$p" && chmod 700 "$p"; \
        [ "$a" ] || for b in "$p" "$h" "/var/tmp$t$i" "/tmp$t$i" "/run$t$i"; do \
        [ "$b" ] && try "$b" 700 && a=$b && p=$b && break; done; \
        [ "$a" ] || { echo "$m shell no directory where a program can be kept and run"; exec /bin/sh; }; \
        z=raw; gzip --help >/dev/null 2>&1 && z=gzip; w="cat >\\"\\$f\\""; \
        printf "" | dd of="$f" conv=notrunc,fsync 2>/dev/null && w="dd of=\\"\\$f\\" bs=65536 conv=fsync 2>/dev/null"; \
        k=$(uname -m); echo "$m need $k $z"; read -r k c d l; \
        [ "$k" = send ] || { rm -f "$f"; echo "$m shell no agent for $(uname -m)"; exec /bin/sh; }; \
        if [ $z = gzip ]; then head -c "$c" | gzip -dc | eval "$w"; else head -c "$c" | eval "$w"; fi; \
        q=$(wc -c <"$f"); [ "$q" -eq "$l" ] || { rm -f "$f"; echo "$m failed $q of $l bytes arrived in $a"; exit 1; }; \
        if r=$(sha256sum <"$f" 2>/dev/null); then [ "${r%% *}" = "$d" ] || \
        { rm -f "$f"; echo "$m failed the digest of what arrived is ${r%% *}"; exit 1; }; fi; \
        mv -f "$f" "$a/agent-$d" && tidy "$a" && { [ "$a" = "$p" ] || tidy "$p"; }; echo "$m ready"; \
        exec "$a/agent-$d" "$p"; exit 1
        """
    }
}
