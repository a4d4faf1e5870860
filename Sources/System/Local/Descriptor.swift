import CShims
import Glibc

/// An open file descriptor that closes itself.
struct Descriptor: ~Copyable {
    let number: Int32

    init(adopting number: Int32) { self.number = number }
    deinit { _ = Glibc.close(number) }

    /// open(2), close-on-exec.
    init(open path: String, _ flags: Int32, mode: UInt32 = 0) throws(SystemError) {
        let number = Glibc.open(path, flags | O_CLOEXEC, mode)
        guard number >= 0 else { throw .last("open \(path)") }
        self.number = number
    }

    /// Lends a descriptor that belongs to someone else.
    static func withBorrowed<R, Failure: Error>(
        _ number: Int32, _ body: (borrowing Descriptor) throws(Failure) -> R
    ) throws(Failure) -> R {
        let lent = Descriptor(adopting: number)
        do {
            let result = try body(lent)
            lent.release()
            return result
        } catch {
            lent.release()
            throw error
        }
    }

    /// Gives the descriptor up without closing it.
    private consuming func release() { discard self }

    /// What fstat says.
    func info(_ path: String) throws(SystemError) -> FileInfo {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last("stat \(path)") }
        return FileInfo(status)
    }

    /// Whether it is of procfs, whose links the kernel alone can follow.
    var isOfProcesses: Bool { swiftplay_is_of_processes(number) != 0 }

    /// Reads at most `count` bytes to the end of `bytes`; 0 is the end of the file.
    func read(_ count: Int, into bytes: inout [UInt8], _ path: String) throws(SystemError) -> Int {
        var got = 0
        let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
            got = retrying { Glibc.read(number, buffer.baseAddress, count) }
            size = max(0, got)
        }
        guard got >= 0 else { throw .last("read \(path)") }
        if bytes.isEmpty { bytes = piece } else { bytes += piece }
        return got
    }

    /// Writes all of `bytes`.
    func write(_ bytes: some Collection<UInt8>, _ path: String) throws(SystemError) {
        let written: Int? = bytes.withContiguousStorageIfAvailable { writeAll(UnsafeRawBufferPointer($0)) }
        let count = written ?? Array(bytes).withUnsafeBytes { writeAll($0) }
        guard count == bytes.count else { throw .last("write \(path)") }
    }

    private func writeAll(_ buffer: UnsafeRawBufferPointer) -> Int {
        var done = 0
        while done < buffer.count {
            let count = retrying { Glibc.write(number, buffer.baseAddress! + done, buffer.count - done) }
            guard count > 0 else { return done }
            done += count
        }
        return done
    }
}

/// Repeats a system call that a signal interrupted.
@inline(__always)
func retrying<Number: BinaryInteger>(_ call: () -> Number) -> Number {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
