import Glibc
import System

/// Names in directories that other users may write in: the shell enters the directory and works on names in it from
/// there, so that what is renamed meanwhile changes nothing.
extension ShellSystem {
    /// Commands that enter the directory of a path, and the name there as one word.
    struct EnteredPlace {
        var entering: String
        var name: String
    }

    /// - Parameter follow: whether the call goes through a symbolic link at the end, which then has to belong to root,
    ///   to the user who acts or to the owner of what it leads to.
    func place(_ path: String, follow: Bool = false) -> EnteredPlace {
        guard let (directory, name) = PathParts.named(path) else {
            return EnteredPlace(entering: Self.keepingPlace, name: ShellText.path(path))
        }
        let word = ShellQuote.quoted("./\(name)")
        let isFollowed = follow || path.hasSuffix("/")
        let commands = [Self.keepingPlace, enter(directory)] + (isFollowed ? [checkLink(word)] : [])
        return EnteredPlace(entering: commands.joined(separator: "\n"), name: word)
    }

    func writablePath(_ path: String) async throws(SystemError) -> String {
        let operation = "open \(path)"
        try check(path, operation)
        let place = place(path, follow: true)
        guard place.entering != Self.keepingPlace else { return try await realPath(path) }
        let output = try await perform(
            operation,
            """
            \(place.entering)
            n=\(place.name)
            if [ -h "$n" ]; then readlink -n -f "$n" || { stat -L "$n" >/dev/null; exit 1; }; exit; fi
            d=$(pwd -P)
            printf %s "${d%/}/${n#./}"
            """)
        return String(decoding: output, as: UTF8.self)
    }

    /// Keeps where the session is, for paths that do not begin with a slash once a directory has been entered.
    static let keepingPlace = "o=$PWD"

    /// A path from anywhere as one word, after ``keepingPlace``.
    static func fromAnywhere(_ path: String) -> String {
        path.hasPrefix("/") ? ShellQuote.quoted(path) : "\"$o\"/" + ShellQuote.quoted(path)
    }

    /// Refuses a file of another user, but where files that are made beside it belong to that user too, as on file systems
    /// that know no owners.
    func owning(_ name: String) -> String {
        let probe = ShellQuote.quoted("./" + TemporaryName.beside(""))
        return """
            if [ -e \(name) ] && [ ! -O \(name) ]; then
            (umask 077; set -C; : >\(probe)) && t=$(stat -c %u \(probe)) && rm -f \(probe) || exit
            [ "$t" = "$(stat -c %u \(name))" ] || \(ShellText.fail(EPERM))
            fi
            """
    }

    private func checkLink(_ name: String) -> String {
        """
        if [ -h \(name) ]; then
        u=$(stat -c %u \(name)) && me=$(id -u) || exit
        t=$(stat -L -c %u \(name) 2>/dev/null) || t=$(stat -c %u .)
        case $u in 0|$me|$t) ;; *)
        case $(stat -c %u:%A .) in 0:d????-??-?*|$me:d????-??-?*) ;; *) \(ShellText.fail(ELOOP)) ;; esac
        esac
        fi
        """
    }

    /// Enters a directory; where a symbolic link led elsewhere, only if all who could have put it there are root, the user
    /// who acts or the owner of what it ends in. Where others may write, the link itself has to belong to one of them.
    /// ``keepingPlace`` comes before it.
    ///
    /// - Parameter name: the same directory from where the shell is.
    func enter(_ path: String, by name: String? = nil) -> String {
        let isAbsolute = path.hasPrefix("/")
        let names = path.split(separator: "/").filter { $0 != "." }
        let whole = names.joined(separator: "/")
        let expected = isAbsolute ? ShellQuote.quoted("/\(whole)") : whole.isEmpty ? "\"$o\"" : Self.fromAnywhere(whole)
        let steps = names.indices.map { index in
            let above = names[..<index].joined(separator: "/")
            let directory = isAbsolute ? ShellQuote.quoted("/\(above)") : Self.fromAnywhere(above)
            return "\(directory) \(ShellQuote.quoted(String(names[index])))"
        }
        let place = name.map(ShellQuote.quoted) ?? ShellText.path(path)
        let refusing = ShellText.fail(ELOOP)
        return """
            cd -P \(place) 2>/dev/null || { stat \(place)/. >/dev/null && \(ShellText.fail(EACCES)); exit 1; }
            p=$(pwd -P)
            if [ "$p" != \(expected) ]; then
            here=$(stat -c %u .) && me=$(id -u) || exit
            set -- \(steps.joined(separator: " "))
            while [ $# -gt 0 ]; do
            s=$(stat -L -c %u:%A "$1") || exit
            case $s in 0:*|$me:*|$here:*) ;; *) \(refusing) ;; esac
            case $2:$s in ..:*|*:d????-??-?*) ;; *)
            r=$(cd -P "$1" && pwd -P)
            case $p/ in "${r%/}/$2/"*) ;; *)
            [ -h "$1/$2" ] && u=$(stat -c %u "$1/$2") || \(refusing)
            case $u in 0|$me|$here) ;; *) \(refusing) ;; esac
            esac
            esac
            shift 2
            done
            fi
            """
    }
}
