import System

/// One persistent POSIX shell on a host, which runs one call after the other.
///
/// A call is a complete command text that the shell reads itself. Its answer is what the call printed, ended by a mark
/// that no other call has; what it printed as errors comes behind that.
actor ShellSession {
    /// Starts another shell there, as the same user.
    typealias Opener = @Sendable () async throws(ConnectionError) -> (channel: any ByteChannel, received: [UInt8])

    struct Reply: Sendable {
        var status: Int32
        var output: [UInt8]
        var error: [UInt8]
    }

    /// What the host's programs can do.
    struct Features: Sendable {
        var umask: UInt32 = 0o022
        var pid = 0
        var words: Set<String> = []
        var hasBase64: Bool { words.contains("base64") }
        /// mv(1) that never moves into a directory.
        var hasPlainMove: Bool { words.contains("mv-T") }
        var setsid: String { words.contains("setsid") ? "setsid " : "" }
    }

    /// A private directory there, mode 0700, removed when the shell ends.
    nonisolated let directory: String
    nonisolated let features: Features
    /// Why nothing can be asked any more.
    private(set) var end: ConnectionError?

    private let channel: any ByteChannel
    private let another: Opener
    private let turnstile = Turnstile()
    private var received: [UInt8]
    private var lastNumber = 0
    /// The numbers of the programs that run or are about to.
    private var running: Set<Int> = []

    /// A session on a shell that has just been started; `umask` in place of the login's.
    static func start(umask: UInt32? = nil, _ another: @escaping Opener) async throws(ConnectionError) -> ShellSession {
        let (channel, received) = try await another()
        return try await start(channel, received, umask: umask, another)
    }

    /// A session on a shell that reads its commands from `channel`; `received` is what has been read of its output.
    static func start(
        _ channel: any ByteChannel, _ received: [UInt8], umask: UInt32? = nil, limit: Double = 60,
        _ another: @escaping Opener
    ) async throws(ConnectionError) -> ShellSession {
        var exchange = ShellExchange(channel, received)
        let watch = StartWatch(limit, over: channel)
        defer { watch.stop() }
        do throws(ConnectionError) {
            watch.begin("the shell's first answer")
            let lines = try await exchange.greet(umask)
            guard lines.count >= 4, let mask = UInt32(lines[1], radix: 8), let pid = Int(lines[2]) else {
                throw ConnectionError(.agent, "the shell on the host answered: \(lines.joined(separator: " "))")
            }
            guard !lines[0].isEmpty else {
                throw ConnectionError(.agent, "no directory on the host where a file can be kept")
            }
            let words = Set(lines[3].split(separator: " ").map(String.init))
            guard words.contains("stat") else { throw ConnectionError(.agent, "the host has no stat(1)") }
            return ShellSession(
                channel, exchange.received, lines[0], Features(umask: mask, pid: pid, words: words), another)
        } catch {
            await channel.close()
            throw watch.verdict ?? error
        }
    }

    private init(
        _ channel: any ByteChannel, _ received: [UInt8], _ directory: String, _ features: Features,
        _ another: @escaping Opener
    ) {
        self.channel = channel
        self.received = received
        self.directory = directory
        self.features = features
        self.another = another
    }

    /// Runs `body` in a subshell and gives what came of it, by `piece` as it comes. `isPlain` leaves the locale alone,
    /// `isProgram` does not begin where the task was cancelled meanwhile.
    func call(
        _ body: String, isPlain: Bool = false, isProgram: Bool = false, piece: FileSink? = nil
    ) async throws(SystemError) -> Reply {
        await turnstile.enter()
        guard !isProgram || !Task.isCancelled else {
            await turnstile.leave()
            throw SystemError(code: 0, operation: "sh", reason: ConnectionError.cancelled.message)
        }
        // A task of its own: what has been sent is to be answered, or the next answer would be taken for it.
        let result = await Task {
            await Result.catching { () async throws(ConnectionError) in
                try await exchange(body, isPlain: isPlain, piece)
            }
        }.value
        await turnstile.leave()
        do throws(ConnectionError) { return try result.get() } catch {
            throw SystemError(code: 0, operation: "sh", reason: error.message)
        }
    }

    private func exchange(
        _ body: String, isPlain: Bool, _ piece: FileSink?
    ) async throws(ConnectionError) -> Reply {
        if let end { throw end }
        var exchange = ShellExchange(channel, received)
        do throws(ConnectionError) {
            let reply = try await exchange.call(body, in: directory, isPlain: isPlain, piece)
            received = exchange.received
            return reply
        } catch {
            end = end ?? error
            throw error
        }
    }

    // MARK: Programs

    /// A number for a program that is to run; where it runs it writes its process id to ``processFile(_:)``.
    func beginProgram() -> Int {
        lastNumber += 1
        running.insert(lastNumber)
        return lastNumber
    }

    func endProgram(_ number: Int) { running.remove(number) }

    nonisolated func processFile(_ number: Int) -> String { "\(directory)/p\(number)" }

    /// Ends a program and all of its process group, by a shell of its own, as this one waits for that program.
    func kill(_ number: Int) async {
        guard running.contains(number), end == nil else { return }
        let file = ShellQuote.quoted(processFile(number))
        let text = """
            for _swiftplay_i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            [ -s \(file) ] && break
            sleep 0.1 2>/dev/null || sleep 1
            done
            read -r _swiftplay_p <\(file) && { kill -KILL "-$_swiftplay_p" || kill -KILL "$_swiftplay_p"; }
            exit

            """
        do throws(ConnectionError) {
            let (killer, _) = try await another()
            let watch = Task {
                try await Task.sleep(for: .seconds(10))
                await killer.close()
            }
            try await killer.write(Array(text.utf8))
            _ = try await killer.collect()
            watch.cancel()
            await killer.close()
        } catch {
            // What else there is: without its channel the shell ends, and with it what it waits for.
            await channel.close()
        }
    }

    /// Another shell as the same user.
    func open() async throws(ConnectionError) -> (channel: any ByteChannel, received: [UInt8]) {
        try await another()
    }

    /// Another session as the same user.
    func another(umask: UInt32) async throws(ConnectionError) -> ShellSession {
        try await Self.start(umask: umask, another)
    }

    /// Ends what runs and the shell, and waits until it has cleaned up, for two seconds at most.
    func close() async {
        for number in running { await kill(number) }
        await channel.closeInput()
        let channel = channel
        let watch = Task {
            try await Task.sleep(for: .seconds(2))
            await channel.close()
        }
        await turnstile.enter()
        if end == nil { _ = await Task { try? await channel.collect() }.value }
        end = end ?? ConnectionError(.dropped, "the connection was closed")
        watch.cancel()
        await turnstile.leave()
        await channel.close()
    }
}

extension Result {
    /// What `work` gives or throws.
    nonisolated(nonsending) static func catching(
        _ work: () async throws(Failure) -> Success
    ) async -> Result {
        do throws(Failure) { return .success(try await work()) } catch { return .failure(error) }
    }
}
