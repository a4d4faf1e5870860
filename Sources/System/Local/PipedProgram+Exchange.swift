import Glibc

/// A program that answers requests one after the other for as long as it lives.
extension PipedProgram {
    /// The answer to one request: what came on standard output behind its length (four bytes, little-endian).
    ///
    /// Blocks until it is whole. Throws where the program ends before, or says more than `limit` bytes.
    public func exchange(_ request: [UInt8], limit: Int = 1 << 30) throws(SystemError) -> [UInt8] {
        var sent = 0
        var answer: [UInt8] = []
        var isErrorOpen = true
        while true {
            if answer.count >= 4 {
                let length = Int(answer[0]) | Int(answer[1]) << 8 | Int(answer[2]) << 16 | Int(answer[3]) << 24
                guard length <= limit else { throw failure("its answer is too large") }
                if answer.count >= length + 4 { return Array(answer[4..<length + 4]) }
            }
            var polled = [
                pollfd(fd: sent < request.count ? input : -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isErrorOpen ? error : -1, events: Int16(POLLIN), revents: 0),
            ]
            _ = retrying { poll(&polled, 3, -1) }
            if polled[0].revents != 0 {
                let start = sent
                let count = request.withUnsafeBytes { write(input, $0.baseAddress! + start, $0.count - start) }
                if count > 0 { sent += count } else if errno != EAGAIN && errno != EINTR { sent = request.count }
            }
            if polled[2].revents != 0, take(error) == nil { isErrorOpen = false }
            if polled[1].revents != 0 {
                guard let bytes = take(output) else { throw failure("it has ended") }
                answer += bytes
            }
        }
    }

    private func failure(_ reason: String) -> SystemError {
        SystemError(code: EPIPE, operation: "ask a program", reason: reason)
    }

    /// What is there to be read; nil at the end.
    private func take(_ descriptor: Int32) -> [UInt8]? {
        var isOpen = true
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            let got = read(descriptor, buffer.baseAddress, buffer.count)
            count = max(0, got)
            isOpen = got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR))
        }
        return isOpen ? bytes : nil
    }
}
