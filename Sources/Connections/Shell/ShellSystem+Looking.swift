import Glibc
import System

extension ShellSystem {
    func info(_ path: String, follow: Bool) async throws(SystemError) -> FileInfo? {
        guard !path.isEmpty else { return nil }
        let output: [UInt8]
        do {
            output = try await perform(
                "stat \(path)", "stat \(follow ? "-L " : "")-c '\(FileInfo.format)' \(ShellText.path(path))")
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return nil }
            throw error
        }
        return try info(output.dropLast(), "stat \(path)")
    }

    private func info(_ bytes: some Collection<UInt8>, _ operation: String) throws(SystemError) -> FileInfo {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let info = FileInfo(stat: text) else {
            throw SystemError(code: 0, operation: operation, reason: "stat printed '\(text.prefix(200))'")
        }
        return info
    }

    func list(_ directory: String) async throws(SystemError) -> [DirectoryEntry] {
        let operation = "list \(directory)"
        try check(directory, operation)
        let mark = OutputMark.random()
        let place = ShellText.path(directory) + "/."
        let format = "\(mark)\(FileInfo.format)|%n"
        // What goes away meanwhile is none of the entries.
        let body = """
            [ -d \(place) ] && [ -r \(place) ] || { stat -L \(place) >/dev/null && \(ShellText.fail(EACCES)); exit 1; }
            find \(place) -mindepth 1 -maxdepth 1 -exec stat -c '\(format)' {} + || :
            """
        let reply = try await session.call(body)
        guard reply.status == 0 else { throw ShellError.error(reply.error, operation) }
        if !reply.error.isEmpty {
            let error = ShellError.error(reply.error, operation)
            if error.code != ENOENT { throw error }
        }
        var entries: [DirectoryEntry] = []
        for entry in reply.output.split(at: Array(mark.utf8)).dropFirst() {
            // The name stands behind the third bar and in it may be anything; a line break of stat's own ends it.
            var bars = 0
            guard
                let end = entry.firstIndex(where: { byte in
                    if byte == UInt8(ascii: "|") { bars += 1 }
                    return bars == 4
                }), let slash = entry.lastIndex(of: UInt8(ascii: "/"))
            else { throw SystemError(code: 0, operation: operation, reason: "stat printed something else") }
            entries.append(
                DirectoryEntry(
                    name: String(decoding: entry[(slash + 1)...].dropLast(), as: UTF8.self),
                    info: try info(entry[..<end], operation)))
        }
        return entries
    }

    func read(_ path: String, limit: Int) async throws(SystemError) -> [UInt8] {
        let operation = "open \(path)"
        try check(path, operation)
        let isBounded = limit < 1 << 40
        let program = isBounded ? "head -c \(limit + 1)" : "cat"
        let file = ShellText.path(path)
        let bytes = try await perform(operation, "[ ! -d \(file) ] || \(ShellText.fail(EISDIR))\n\(program) \(file)")
        guard bytes.count <= limit else { throw SystemError(errno: EFBIG, operation) }
        return bytes
    }

    func read(_ path: String, from offset: Int, length: Int) async throws(SystemError) -> [UInt8] {
        let operation = "open \(path)"
        try check(path, operation)
        guard offset >= 0 else { throw SystemError(errno: EINVAL, "seek \(path)") }
        let file = ShellText.path(path)
        // Of a pipe only the last status counts, so that what is wrong with the file has to show before.
        return try await perform(
            operation,
            """
            [ ! -d \(file) ] || \(ShellText.fail(EISDIR))
            head -c 1 \(file) >/dev/null && tail -c +\(offset + 1) \(file) | head -c \(max(0, length))
            """)
    }

    func readLink(_ path: String) async throws(SystemError) -> String {
        let operation = "readlink \(path)"
        try check(path, operation)
        let place = ShellText.path(path)
        let output = try await perform(
            operation,
            "[ -h \(place) ] || { stat \(place) >/dev/null && \(ShellText.fail(EINVAL)); exit 1; }\nreadlink -n \(place)"
        )
        return String(decoding: output, as: UTF8.self)
    }

    func realPath(_ path: String) async throws(SystemError) -> String {
        // realpath -m is GNU's alone; without links this loop starts no program.
        let body = """
            p=\(ShellQuote.quoted(path)) r= n=0
            case $p in /*) ;; *) r=$(pwd -P; echo x); r=${r%?x}; [ "$r" != / ] || r= ;; esac
            while [ -n "$p" ]; do
            c=${p%%/*}
            case $p in */*) p=${p#*/} ;; *) p= ;; esac
            case $c in
            '' | .) continue ;;
            ..) r=${r%/*}; continue ;;
            esac
            if [ -h "$r/$c" ]; then
            n=$((n + 1)); [ $n -le 40 ] || \(ShellText.fail(ELOOP))
            t=$(readlink -n "$r/$c" && echo x) || exit 1
            t=${t%x}
            case $t in /*) r= ;; esac
            p=$t/$p
            else r=$r/$c; fi
            done
            printf %s "${r:-/}"
            """
        return String(decoding: try await perform("realpath \(path)", body), as: UTF8.self)
    }

    func mayAccess(_ path: String, mode: Int) async throws(SystemError) -> Bool {
        guard !path.isEmpty, !path.utf8.contains(0) else { return false }
        let place = ShellText.path(path)
        var tests = ["[ -e \(place) ]"]
        for (bit, test) in [(4, "-r"), (2, "-w"), (1, "-x")] where mode & bit != 0 {
            tests.append("[ \(test) \(place) ]")
        }
        return try await session.call(tests.joined(separator: " && ")).status == 0
    }

    func digest(_ path: String, _ algorithm: DigestAlgorithm) async throws(SystemError) -> String {
        let operation = "open \(path)"
        try check(path, operation)
        let program = "\(algorithm.rawValue)sum"
        let output = try await lines(
            operation,
            "if command -v \(program) >/dev/null 2>&1; then \(program) \(ShellText.path(path)); else echo; fi")
        // A backslash comes first where the name has something to escape.
        let digits = (output.first ?? "").drop { $0 == "\\" }.prefix { $0.isHexDigit }
        if digits.utf8.count == 2 * algorithm.size { return digits.lowercased() }
        return Digest.hex(algorithm, try await read(path, limit: .max))
    }

    func glob(_ pattern: String) async throws(SystemError) -> [String] {
        let parts = pattern.split(separator: "/")
        guard !parts.isEmpty, !pattern.utf8.contains(0) else { return [] }
        let prefix = pattern.hasPrefix("/") ? "/" : "./"
        let words = parts.map { ShellText.glob(String($0)) }.joined(separator: "/")
        let output = try await perform(
            "glob \(pattern)",
            """
            for f in \(prefix)\(words); do
            case $f in */. | */..) continue ;; esac
            [ ! -e "$f" ] && [ ! -h "$f" ] || printf '%s\\0' "$f"
            done
            """)
        return output.split(separator: 0).map { name in
            let path = String(decoding: name, as: UTF8.self)
            return prefix == "./" ? String(path.dropFirst(2)) : path
        }.sorted()
    }
}

extension [UInt8] {
    /// The parts between occurrences of `mark`.
    fileprivate func split(at mark: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        while let range = firstRange(of: mark, from: start) {
            parts.append(self[start..<range.lowerBound])
            start = range.upperBound
        }
        return parts + [self[start...]]
    }
}
