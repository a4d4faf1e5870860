import Glibc
import System

extension ShellSystem {
    /// The shell enters the directory and works on names in it from there: where it has come to is looked at afterwards,
    /// and what is renamed meanwhile changes nothing.
    func replace(_ new: Replacement) async throws(SystemError) {
        let operation = "replace \(new.path)"
        try check(new.path, operation)
        let (path, name) = new.parts
        let function = ShellText.function("content", printing: new.bytes, hasBase64: session.features.hasBase64)
        let temporary = ShellQuote.quoted("./" + TemporaryName.beside(name))
        let place = ShellQuote.quoted("./\(name)")
        let moving =
            session.features.hasPlainMove
            ? "mv -f -T \(temporary) \(place)" : "[ -h \(place) ] && rm -f \(place); mv -f \(temporary) \(place)"
        let mode = String(new.mode, radix: 8)
        let owner = new.owner.map { "\($0.uid):\($0.gid)" } ?? ""
        try await perform(
            operation,
            """
            \(function)
            \(Self.keepingPlace)
            \(entering(path, new))
            mode=\(mode) owner=\(owner)
            if [ -z "$owner" ] && [ -f \(place) ] && [ ! -h \(place) ]; then
            mode=$(stat -c %a \(place)) && owner=$(stat -c %u:%g \(place)) || exit
            fi
            umask 077
            set -C
            content > \(temporary) || exit
            { [ -z "$owner" ] || chown -h "$owner" \(temporary); } && { [ "$mode" = 600 ] || chmod "$mode" \(temporary); } &&
            \(moving) || { rm -f \(temporary); exit 1; }
            """)
    }

    /// Commands that enter the directory of a replacement, and make it where that is asked for.
    private func entering(_ path: String, _ new: Replacement) -> String {
        guard new.directory != .present else { return enter(path) }
        let (parent, name) = PathParts.of(path)
        let place = ShellQuote.quoted("./\(name)")
        let giving = new.directoryOwner.map { "chown \($0.uid):\($0.gid) . && chmod 00700 ." } ?? ":"
        return """
            \(enter(parent))
            new=
            if [ ! -e \(place) ]; then (umask 077; mkdir \(place)) || exit; new=1; fi
            \(enter(path, by: "./\(name)"))
            \(new.directory == .managed ? giving : "[ -z \"$new\" ] || { \(giving); }") || exit
            """
    }
}
