import CShims
import Glibc
import Synchronization

/// A running program with pipes to it, in a process group of its own.
final class ChildProcess: Sendable {
    /// How long the pipes may stay quiet after the program has ended while something it left behind holds them open,
    /// in milliseconds; what still comes until then is its output. Ansible waits as long.
    private static let quietAfterEnd: Int32 = 1000

    let pid: pid_t
    let input: Int32
    let output: Int32
    let error: Int32
    private let pidfd: Int32
    private let isReaped = Mutex(false)
    /// Whether it is to end with this program, whatever ends that.
    private let isKept: Bool
    /// What it has started is known by it; 0 where it is not kept.
    private let tag: UInt64

    /// Starts `path` with `arguments`; `hasInput` false gives it /dev/null to read. `isKept` makes it and all that it has
    /// started end with this program, even if that is killed.
    init(
        _ path: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
        umask: UInt32? = nil, hasInput: Bool, isKept: Bool = false
    ) throws(SystemError) {
        BrokenPipes.ignore()
        let standardInput = hasInput ? try Pipe() : nil
        let (standardOutput, standardError) = (try Pipe(), try Pipe())
        let null = hasInput ? -1 : Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { if null >= 0 { _ = close(null) } }
        var program = ProgramStart(
            path: path, arguments: arguments, environment: environment, directory: directory, umask: umask,
            descriptors: (
                standardInput?.reader.number ?? null, standardOutput.writer.number, standardError.writer.number
            ))
        self.isKept = isKept
        // Before the program, which may end this one at once.
        tag = isKept ? Keeper.beginTag() : 0
        program.tag = tag
        do throws(SystemError) { pid = try program.start() } catch {
            Keeper.end(tag: tag)
            throw error
        }
        if isKept { Keeper.begin(group: pid) }
        pidfd = swiftplay_pidfd(pid)
        input = standardInput.map { Self.nonBlocking($0.writer) } ?? -1
        output = Self.nonBlocking(standardOutput.reader)
        error = Self.nonBlocking(standardError.reader)
    }

    /// A child that runs already, the leader of its process group; the descriptors become this one's.
    init(running pid: pid_t, input: Int32, output: Int32, error: Int32) {
        BrokenPipes.ignore()
        isKept = false
        tag = 0
        self.pid = pid
        pidfd = swiftplay_pidfd(pid)
        (self.input, self.output, self.error) = (input, output, error)
        for number in [input, output, error] where number >= 0 {
            _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        }
    }

    deinit {
        for number in [input, output, error, pidfd] where number >= 0 { _ = close(number) }
    }

    /// A copy of a pipe's end that does not block and belongs to this child.
    private static func nonBlocking(_ end: borrowing Descriptor) -> Int32 {
        let number = fcntl(end.number, F_DUPFD_CLOEXEC, 3)
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        return number
    }

    /// Ends the program, all of its process group and, where it is kept, all that it has started.
    func kill() {
        isReaped.withLock { isReaped in
            guard !isReaped else { return }
            if isKept { Keeper.kill(pid, tag: tag) } else { Glibc.kill(-pid, SIGKILL) }
        }
    }

    /// Feeds and drains the pipes until the program has ended. `tap` is told what it prints meanwhile.
    ///
    /// - Parameter isText: whether the result has its output as text alone.
    func communicate(
        _ bytes: [UInt8], timeout: Double?, tap: OutputTap? = nil, isText: Bool = false
    ) -> CommandResult {
        var watch = tap.map { OutputWatch($0, now: Clock.monotonic) }
        var printed = (output: ByteBlocks(), error: ByteBlocks())
        var timedOut = false
        var isOpen = (input: input >= 0, output: true, error: true)
        var sent = 0, status: Int32?
        let deadline = timeout.map { Clock.monotonic + $0 }
        while true {
            if status == nil { status = reap(blocking: false) }
            if status != nil && !isOpen.output && !isOpen.error { break }
            let longest = status != nil ? Self.quietAfterEnd : pollTime(until: deadline)
            let untold = status == nil ? watch?.pollTime(printed, now: Clock.monotonic) : nil
            let wait = untold.map { longest < 0 ? $0 : min($0, longest) } ?? longest
            var polled = [
                pollfd(fd: isOpen.input ? input : -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: isOpen.output ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOpen.error ? error : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: status == nil ? pidfd : -1, events: Int16(POLLIN), revents: 0),
            ]
            let ready = retrying { poll(&polled, 4, wait) }
            if ready == 0 {
                if status != nil { break }
                if let deadline, !timedOut, Clock.monotonic >= deadline {
                    timedOut = true
                    kill()
                }
            }
            if polled[0].revents != 0 {
                isOpen.input = feed(bytes, from: &sent)
                if !isOpen.input { closeInput() }
            }
            if polled[1].revents != 0 { isOpen.output = drain(output, into: &printed.output) }
            if polled[2].revents != 0 { isOpen.error = drain(error, into: &printed.error) }
            watch?.look(at: printed, now: Clock.monotonic)
        }
        watch?.end(printed)
        let ending = status ?? reap(blocking: true) ?? -SIGKILL
        if isText {
            let (output, error) = (printed.output.takeText(), printed.error.takeText())
            return CommandResult(status: ending, text: output, errorText: error, timedOut: timedOut)
        }
        let (output, error) = (printed.output.takeArray(), printed.error.takeArray())
        return CommandResult(status: ending, output: output, error: error, timedOut: timedOut)
    }

    private func pollTime(until deadline: Double?) -> Int32 {
        // Where the kernel has no pidfd, the end of a program is noticed by asking.
        let longest: Int32 = pidfd >= 0 ? -1 : 20
        guard let deadline else { return longest }
        let left = Int32(min(max(0, (deadline - Clock.monotonic) * 1000).rounded(.up), 1e9))
        return longest < 0 ? left : min(left, longest)
    }

    /// Writes what the pipe takes; false once there is nothing more to write.
    private func feed(_ bytes: [UInt8], from sent: inout Int) -> Bool {
        let start = sent
        let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress.map { $0 + start }, bytes.count - start) }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        sent += count
        return sent < bytes.count
    }

    /// The end of input: the pipe's place is taken by one without a reader.
    func closeInput() {
        let null = Glibc.open("/dev/null", O_WRONLY | O_CLOEXEC)
        _ = dup2(null, input)
        _ = close(null)
    }

    private func drain(_ number: Int32, into bytes: inout ByteBlocks) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 16) { buffer in
            while true {
                let count = Glibc.read(number, buffer.baseAddress, buffer.count)
                if count < 0 { return errno == EAGAIN || errno == EINTR }
                if count == 0 { return false }
                bytes.append(UnsafeRawBufferPointer(rebasing: buffer[0..<count]))
            }
        }
    }

    /// The exit status, or minus the signal's number; nil while it runs.
    func reap(blocking: Bool) -> Int32? {
        var status: Int32 = 0
        let found = isReaped.withLock { isReaped in
            let found = retrying { waitpid(pid, &status, blocking ? 0 : WNOHANG) }
            if found != 0 {
                if isKept && !isReaped {
                    Keeper.end(group: pid)
                    Keeper.end(tag: tag)
                }
                isReaped = true
            }
            return found
        }
        guard found == pid else { return found < 0 ? -SIGKILL : nil }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : -signal
    }
}
