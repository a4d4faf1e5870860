import Glibc
import System

extension ShellSystem {
    /// Bytes of one command text; the shell there holds a whole one in memory.
    private static let pieceSize = 512 << 10

    func write(_ path: String, _ bytes: [UInt8], mode: UInt32, append: Bool) async throws(SystemError) {
        let operation = "open \(path)"
        try check(path, operation)
        guard !path.hasSuffix("/") else { throw SystemError(errno: EISDIR, operation) }
        let (entering, place) = (self.place(path, follow: true).entering, self.place(path).name)
        // A file that another user has put in the place of a temporary one does not get its content.
        let isTemporary = TemporaryName.isOfFile(PathParts.of(path).name)
        let owning = isTemporary ? owning(place) : ":"
        // tee(1) makes files with 0666 at most, so that what is still missing is given to a new one.
        let mask = session.features.umask
        let wanted = mode & ~mask & 0o777
        var start = 0
        repeat {
            let end = min(start + Self.pieceSize, bytes.count)
            let function = ShellText.function(
                "content", printing: Array(bytes[start..<end]), hasBase64: session.features.hasBase64)
            let flag = append || start > 0 ? "-a " : ""
            let isNew = start == 0 && wanted & 0o111 != 0
            try await perform(
                operation,
                """
                \(function)
                \(entering)
                \(owning)
                \(isNew ? "new=; [ -e \(place) ] || new=1" : ":")
                umask \(String(~mode & 0o777 | mask, radix: 8))
                content | tee \(flag)\(place) >/dev/null || exit
                \(isNew ? "[ -z \"$new\" ] || chmod 0\(String(wanted, radix: 8)) \(place)" : ":")
                """)
            start = end
        } while start < bytes.count
    }

    func makeTemporary(
        in directory: String, prefix: String, suffix: String, isDirectory: Bool
    ) async throws(SystemError) -> String {
        guard !directory.isEmpty else { throw SystemError(errno: ENOENT, "create \(prefix)") }
        return try await TemporaryName.firstFree(in: directory, prefix: prefix, suffix: suffix) {
            (path) throws(SystemError) in
            let (entering, place) = (self.place(path).entering, self.place(path).name)
            // What a broken session leaves is removed by its shell.
            let note =
                prefix == TemporaryName.ofFiles
                ? "printf '%s\\n' \(ShellText.path(path)) >>\(ShellQuote.quoted(session.directory))/left" : ":"
            // Why a file could not be made is what mkdir says of the same place.
            let body =
                isDirectory
                ? "\(entering)\numask 077; mkdir \(place) && \(note)"
                : """
                \(entering)
                umask 077; set -C
                (: >\(place)) 2>/dev/null && \(note) && exit
                mkdir \(place) && rmdir \(place)
                exit 1
                """
            try await perform("create \(path)", body)
        }
    }

    func makeDirectory(_ path: String, mode: UInt32) async throws(SystemError) {
        let operation = "mkdir \(path)"
        try check(path, operation)
        let place = place(path)
        let mask = ~mode & 0o777 | session.features.umask
        let sticky = mode & 0o1000 != 0 ? " && chmod +t \(place.name)" : ""
        try await perform(
            operation, "\(place.entering)\numask \(String(mask, radix: 8)); mkdir \(place.name)\(sticky)")
    }

    func move(_ source: String, to target: String) async throws(SystemError) {
        let operation = "rename \(source) to \(target)"
        try check(source, operation)
        try check(target, operation)
        guard source != target else {
            return try await perform(operation, "stat \(ShellText.path(source)) >/dev/null").ignore()
        }
        // A file in the making is beside what it replaces.
        let directory = PathParts.of(source).directory
        let isBeside = directory == PathParts.of(target).directory
        let from = isBeside ? place(source).name : Self.fromAnywhere(source)
        let to = place(target).name
        // rename(2) looks at the source first.
        let looking = isBeside ? ":" : "stat \(ShellText.path(directory))/. >/dev/null || exit"
        let entering = "\(looking)\n\(place(target).entering)"
        if session.features.hasPlainMove {
            return try await perform(operation, "\(entering)\nmv -f -T \(from) \(to)").ignore()
        }
        let body = """
            \(entering)
            if [ -h \(to) ]; then
            stat \(from) >/dev/null && rm -f \(to) || exit
            elif [ -d \(to) ]; then
            stat \(from) >/dev/null || exit
            [ -d \(from) ] && [ ! -h \(from) ] || \(ShellText.fail(EISDIR))
            rmdir \(to) || exit
            elif [ -e \(to) ] && [ -d \(from) ] && [ ! -h \(from) ]; then \(ShellText.fail(ENOTDIR))
            fi
            mv -f \(from) \(to)
            """
        try await perform(operation, body)
    }

    func copy(_ source: String, to target: String) async throws(SystemError) {
        let operation = "copy \(source)"
        try check(source, operation)
        try check(target, operation)
        let (from, to) = (Self.fromAnywhere(source), place(target).name)
        try await perform(
            operation,
            "\(place(target, follow: true).entering)\n[ ! -d \(from) ] && [ ! -d \(to) ] || \(ShellText.fail(EISDIR))\ncp -p \(from) \(to)"
        )
    }

    func symlink(_ path: String, to target: String) async throws(SystemError) {
        try await link("symlink \(path)", "ln -s -- \(ShellQuote.quoted(target))", path, target)
    }

    func link(_ path: String, to existing: String) async throws(SystemError) {
        try await link("link \(path)", "ln \(Self.fromAnywhere(existing))", path, existing)
    }

    /// ln(1) would put a link into a directory that stands at `path`.
    private func link(
        _ operation: String, _ command: String, _ path: String, _ target: String
    ) async throws(SystemError) {
        try check(path, operation)
        try check(target, operation)
        let (entering, place) = (self.place(path).entering, self.place(path).name)
        try await perform(
            operation,
            """
            \(entering)
            [ ! -e \(place) ] && [ ! -h \(place) ] || \(ShellText.fail(EEXIST))
            \(command) \(place)
            """)
    }

    func remove(_ path: String, recursive: Bool) async throws(SystemError) {
        let operation = "remove \(path)"
        try check(path, operation)
        let (entering, place) = (self.place(path).entering, self.place(path).name)
        try await perform(
            operation,
            recursive
                ? "\(entering)\nrm -r \(place)"
                : "\(entering)\nif [ -d \(place) ] && [ ! -h \(place) ]; then rmdir \(place); else rm \(place); fi")
    }

    func setMode(_ mode: UInt32, of path: String) async throws(SystemError) {
        let operation = "chmod \(path)"
        try check(path, operation)
        // Five digits: with fewer a directory would keep its set-id bits.
        let digits = String(mode & 0o7777, radix: 8)
        let padded = String(repeating: "0", count: 5 - digits.utf8.count) + digits
        let place = place(path, follow: true)
        try await perform(operation, "\(place.entering)\nchmod \(padded) \(place.name)")
    }

    func setOwner(_ uid: UInt32?, _ gid: UInt32?, of path: String, follow: Bool) async throws(SystemError) {
        let operation = "chown \(path)"
        try check(path, operation)
        let flag = follow ? "" : "-h "
        let (entering, place) = (self.place(path, follow: follow).entering, self.place(path).name)
        let command =
            switch (uid, gid) {
            case (nil, nil): "stat \(follow ? "-L " : "")\(place) >/dev/null"
            case (nil, let gid?): "chgrp \(flag)\(gid) \(place)"
            case (let uid?, nil): "chown \(flag)\(uid) \(place)"
            case (let uid?, let gid?): "chown \(flag)\(uid):\(gid) \(place)"
            }
        try await perform(operation, "\(entering)\n\(command)")
    }

    func copyAttributes(of source: String, to target: String) async throws(SystemError) {
        let operation = "setfacl \(target)"
        try check(source, operation)
        try check(target, operation)
        // The lists of access control alone: no POSIX program reads other attributes.
        try await perform(
            operation,
            """
            command -v getfacl >/dev/null || exit 0
            \(place(target).entering)
            getfacl -cp \(Self.fromAnywhere(source)) 2>/dev/null | setfacl -M - \(place(target).name) 2>/dev/null
            :
            """)
    }

    func setTimes(
        access: FileTime?, modification: FileTime?, of path: String, follow: Bool
    ) async throws(SystemError) {
        let operation = "utimens \(path)"
        try check(path, operation)
        let (entering, place) = (self.place(path, follow: follow).entering, self.place(path).name)
        var body = "\(entering)\nstat \(follow ? "-L " : "")\(place) >/dev/null || exit\n"
        let isSame = access == modification
        let times = isSame ? [("", access)] : [("-a ", access), ("-m ", modification)]
        let flags = follow ? "-c " : "-c -h "
        for case (let which, let time?) in times {
            guard case .at(let moment) = time else {
                body += "touch \(flags)\(which)\(place) || exit\n"
                continue
            }
            let (whole, nanoseconds) = FileTime.parts(moment)
            let fraction = String(String(1_000_000_000 + nanoseconds).dropFirst())
            // BusyBox's knows whole seconds only.
            let exact = "touch \(flags)\(which)-d @\(whole).\(fraction) \(place) 2>/dev/null"
            body += "\(exact) || touch \(flags)\(which)-d @\(whole) \(place) || exit\n"
        }
        try await perform(operation, body)
    }
}

extension [UInt8] {
    /// For a call whose output says nothing.
    fileprivate func ignore() {}
}
