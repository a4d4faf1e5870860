import Glibc
import System

/// A program on this machine, its bytes passed by the poll thread.
actor ProgramChannel: ByteChannel {
    private let loop: PollThread
    private let program: PipedProgram
    private var isOpen = (output: true, error: true)
    private var isInputOpen = true
    private var status: Int32??

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    init(_ program: PipedProgram, on loop: PollThread) {
        self.program = program
        self.loop = loop
    }

    nonisolated var executor: (any TaskExecutor)? { loop }

    func next() async throws(ConnectionError) -> ChannelEvent {
        while true {
            if isOpen.output, let bytes = read(program.output, &isOpen.output) { return .output(bytes) }
            if isOpen.error, let bytes = read(program.error, &isOpen.error) { return .error(bytes) }
            guard isOpen.output || isOpen.error else { break }
            let descriptors = (isOpen.output ? [program.output] : []) + (isOpen.error ? [program.error] : [])
            guard await loop.wait(any: descriptors) else { throw .cancelled }
        }
        if status == nil {
            let program = program
            status = await Task(executorPreference: BlockingPool.shared) { program.waitForEnd() }.value
        }
        return .end(status: status ?? nil)
    }

    /// What is there; nil where nothing is, with `isOpen` false at the end.
    private func read(_ descriptor: Int32, _ isOpen: inout Bool) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            count = max(0, got)
            if got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR) { isOpen = false }
        }
        return bytes.isEmpty ? nil : bytes
    }

    func write(_ bytes: [UInt8]) async throws(ConnectionError) {
        var sent = 0
        while sent < bytes.count {
            guard isInputOpen else { throw ConnectionError(.dropped, "the program's input is closed") }
            let start = sent
            let count = bytes.withUnsafeBytes {
                Glibc.write(program.input, $0.baseAddress! + start, $0.count - start)
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                guard await loop.wait(program.input, write: true) else { throw .cancelled }
            } else if errno != EINTR {
                throw ConnectionError(.dropped, "the program reads no more")
            }
        }
    }

    func closeInput() async {
        guard isInputOpen else { return }
        isInputOpen = false
        program.closeInput()
    }

    func close() async {
        await closeInput()
        program.kill()
        loop.wake(program.output)
        loop.wake(program.error)
    }
}
