import System

/// The words of one call to a shell and of its answer.
struct ShellExchange {
    private let channel: any ByteChannel
    /// What has arrived and belongs to no answer yet.
    private(set) var received: [UInt8]
    private var errors: [UInt8] = []

    init(_ channel: any ByteChannel, _ received: [UInt8]) {
        self.channel = channel
        self.received = received
    }

    /// Makes the private directory and learns what the host has: the directory, the umask, the shell's process id and
    /// words of features, a line each.
    ///
    /// From then on a subshell reads the commands, and the pipe that they come through ends when the controller is gone,
    /// whatever ended it: what still runs is ended, and what was made for the session removed.
    mutating func greet(_ umask: UInt32?) async throws(ConnectionError) -> [String] {
        let mark = OutputMark.random()
        let name = ".\(OutputMark.random())"
        let mask = umask.map { "umask \(String($0, radix: 8))\n" } ?? ""
        let text = """
            \(mask)_swiftplay_d=
            for _swiftplay_b in /tmp /var/tmp "$HOME" /run /dev/shm; do
            case $_swiftplay_b in /*) ;; *) continue ;; esac
            (umask 077; mkdir "$_swiftplay_b/\(name)") 2>/dev/null </dev/null || continue
            if (: >"$_swiftplay_b/\(name)/e") 2>/dev/null; then _swiftplay_d=$_swiftplay_b/\(name); break; fi
            rmdir "$_swiftplay_b/\(name)"
            done
            {
            exec 3<&0
            {
            cat <&3 &
            echo $! >"$_swiftplay_d/cat"
            wait
            \(Self.leave)
            } 2>/dev/null | {
            exec 3<&-
            trap 'exit 129' HUP TERM
            (
            echo "$_swiftplay_d"
            umask
            echo $$
            for f in stat setsid base64; do command -v $f >/dev/null 2>&1 && printf '%s ' $f; done
            cd "${_swiftplay_d:-/}" && : >a && mv -f -T a b && printf 'mv-T '
            echo
            ) 2>/dev/null </dev/null
            printf '\\n\(mark) %s\\n\\n\(mark) .\\n' $?
            (read -r _swiftplay_p _swiftplay_l </proc/self/stat && echo "$_swiftplay_p" >"$_swiftplay_d/sh"
            . /dev/stdin)
            _swiftplay_s=$?
            read -r _swiftplay_p <"$_swiftplay_d/cat" && kill "$_swiftplay_p"
            exit $_swiftplay_s
            }
            _swiftplay_s=$?
            [ $_swiftplay_s -le 128 ] || kill -$((_swiftplay_s - 128)) $$
            exit $_swiftplay_s
            }

            """
        try await channel.write(Array(text.utf8))
        let reply = try await reply(mark, nil)
        return String(decoding: reply.output, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    /// What is done once no more commands come: the shell has two seconds to end what it does. Its number is not known
    /// where a playbook removed the directory, and BusyBox takes an empty number for its own process group.
    private static let leave = """
        exec >/dev/null 3<&-
        read -r _swiftplay_p <"$_swiftplay_d/sh"
        _swiftplay_i=0
        while [ -n "$_swiftplay_p" ] && [ $_swiftplay_i -lt 100 ] && kill -0 "$_swiftplay_p"; do
        sleep 0.02 || { sleep 1; _swiftplay_i=$((_swiftplay_i + 50)); }
        _swiftplay_i=$((_swiftplay_i + 1))
        done
        for _swiftplay_f in "$_swiftplay_d"/p*; do
        [ -s "$_swiftplay_f" ] && read -r _swiftplay_q <"$_swiftplay_f" || continue
        kill -KILL "-$_swiftplay_q" || kill -KILL "$_swiftplay_q"
        done
        [ -z "$_swiftplay_p" ] || kill -KILL "$_swiftplay_p"
        while IFS= read -r _swiftplay_l; do rm -rf "$_swiftplay_l"; done <"$_swiftplay_d/left"
        rm -rf "$_swiftplay_d"
        """

    /// Runs `body` in a subshell; errors are kept in a file of `directory` until it has ended.
    mutating func call(
        _ body: String, in directory: String, isPlain: Bool, _ piece: FileSink?
    ) async throws(ConnectionError) -> ShellSession.Reply {
        let mark = OutputMark.random()
        let place = ShellQuote.quoted(directory)
        // A playbook may clean the directory of temporary files.
        let text = """
            [ -d \(place) ] && [ -O \(place) ] || (umask 077; mkdir \(place))
            (
            \(isPlain ? ":" : "LC_ALL=C; export LC_ALL")
            \(body)
            ) </dev/null 2>\(place)/e
            printf '\\n\(mark) %s\\n' $?
            [ ! -s \(place)/e ] || cat \(place)/e
            printf '\\n\(mark) .\\n'

            """
        try await channel.write(Array(text.utf8))
        return try await reply(mark, piece)
    }

    private mutating func reply(
        _ mark: String, _ piece: FileSink?
    ) async throws(ConnectionError) -> ShellSession.Reply {
        let stop = Array("\n\(mark) ".utf8)
        let output = try await take(until: stop, piece)
        let status = Int32(String(decoding: try await take(until: [UInt8(ascii: "\n")], nil), as: UTF8.self)) ?? -1
        let error = try await take(until: stop, nil)
        _ = try await take(until: [UInt8(ascii: "\n")], nil)
        return ShellSession.Reply(status: status, output: output, error: error)
    }

    /// What comes before `stop`, which is taken too. With `piece` it is handed over as it comes.
    private mutating func take(
        until stop: [UInt8], _ piece: FileSink?
    ) async throws(ConnectionError) -> [UInt8] {
        var searched = 0
        while true {
            if let range = received.firstRange(of: stop, from: searched) {
                let taken = Array(received[..<range.lowerBound])
                received.removeSubrange(..<range.upperBound)
                guard let piece else { return taken }
                if !taken.isEmpty { try await hand(taken, to: piece) }
                return []
            }
            searched = max(0, received.count - stop.count + 1)
            if let piece, searched > 0 {
                try await hand(Array(received[..<searched]), to: piece)
                received.removeSubrange(..<searched)
                searched = 0
            }
            guard received.count <= Message.sizeLimit else {
                throw ConnectionError(.agentEnded, "The shell on the host prints more than any call needs.")
            }
            switch try await channel.next() {
            case .output(let bytes): received += bytes
            case .error(let bytes): errors = Array((errors + bytes).suffix(8192))
            case .end(let status): throw .ended("The shell on the host", status, said: errors)
            }
        }
    }
}

extension ShellExchange {
    /// A sink that takes no more ends the exchange: what is still to come of it could be told from nothing else.
    private func hand(_ bytes: [UInt8], to piece: FileSink) async throws(ConnectionError) {
        do throws(SystemError) { try await piece(bytes) } catch {
            throw ConnectionError(.unsupported, error.description)
        }
    }
}

extension [UInt8] {
    /// Where `bytes` first stand at or behind `start`.
    func firstRange(of bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = bytes.first else { return nil }
        var place = start
        while place + bytes.count <= count {
            guard let found = self[place...].firstIndex(of: first) else { return nil }
            guard found + bytes.count <= count else { return nil }
            if self[found..<found + bytes.count].elementsEqual(bytes) { return found..<found + bytes.count }
            place = found + 1
        }
        return nil
    }
}
