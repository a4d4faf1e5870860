import CSSH
import System

/// The channels of a session, by their numbers.
extension SSHSession {
    /// Bytes handed to libssh at a time: what it puts into one packet.
    private static let pieceSize = 1 << 15
    /// Bytes that libssh may hold for a socket that takes no more.
    private static let heldSize = 8 * pieceSize
    /// Bytes read in one call, as far as they are there.
    private static let readSize = 1 << 18

    func open(_ command: String) async throws(ConnectionError) -> any ByteChannel {
        let number = try await openChannel { ssh_channel_open_session($0) }
        do throws(ConnectionError) {
            for (name, value) in options.environment {
                // A server that does not accept a variable says so, which is no failure.
                _ = try await again(until: nil) { _ in
                    channels[number].map { ssh_channel_request_env($0, name, value) } ?? SSH_ERROR
                }
            }
            let status = try await again(until: nil) { _ in
                channels[number].map { ssh_channel_request_exec($0, command) } ?? SSH_ERROR
            }
            guard status == SSH_OK else { throw isUsable ? .ssh(.connect, "exec: \(reason)") : dropped() }
        } catch {
            closeChannel(number)
            throw error
        }
        return SSHByteChannel(session: self, number: number)
    }

    /// A channel to a TCP port that the server reaches.
    func openForward(to host: String, port: Int) async throws(ConnectionError) -> any ByteChannel {
        let number = try await openChannel { ssh_channel_open_forward($0, host, Int32(port), "127.0.0.1", 0) }
        return SSHByteChannel(session: self, number: number)
    }

    private func openChannel(_ call: (ssh_channel) -> Int32) async throws(ConnectionError) -> Int {
        guard let channel = ssh_channel_new(session) else { throw dropped() }
        lastChannel += 1
        let number = lastChannel
        channels[number] = channel
        let status: Int32
        do throws(ConnectionError) {
            status = try await again(until: nil) { _ in channels[number].map(call) ?? SSH_ERROR }
        } catch {
            closeChannel(number)
            throw error
        }
        guard status == SSH_OK else {
            defer { closeChannel(number) }
            throw isUsable ? .ssh(.channelRefused, "a channel was refused: \(reason)") : dropped()
        }
        return number
    }

    /// Has the server end the process group of a channel's program, as far as its user may.
    func signal(_ number: Int) {
        if let channel = channels[number] { ssh_channel_request_send_signal(channel, "KILL") }
    }

    /// Waits until a channel's program and all that it started have ended, for `seconds` at most.
    func awaitEnd(_ number: Int, seconds: Double) async {
        let deadline = Clock.monotonic + seconds
        while failure == nil, let channel = channels[number], ssh_channel_is_eof(channel) == 0,
            ssh_channel_is_closed(channel) == 0, Clock.monotonic < deadline
        {
            guard (try? await waitForTraffic(until: deadline)) != nil else { return }
            // Takes in what arrived, where no other task reads the channel.
            _ = ssh_channel_get_exit_status(channel)
            noticeTraffic()
        }
    }

    func next(_ number: Int) async throws(ConnectionError) -> ChannelEvent {
        while true {
            if let failure { throw failure }
            guard let channel = channels[number] else { return .end(status: nil) }
            let before = seen
            for (stream, make) in [(Int32(0), ChannelEvent.output), (1, ChannelEvent.error)] {
                if let bytes = try read(channel, stream) { return make(bytes) }
            }
            if ssh_channel_is_eof(channel) != 0 || ssh_channel_is_closed(channel) != 0 {
                let status = ssh_channel_get_exit_status(channel)
                // A connection that breaks closes its channels too, but says nothing of their programs.
                if status < 0 && ssh_is_connected(session) == 0 { throw dropped() }
                if status >= 0 || ssh_channel_is_closed(channel) != 0 { return .end(status: status < 0 ? nil : status) }
            }
            guard ssh_is_connected(session) != 0 else { throw dropped() }
            // Looking at one stream may have brought in bytes of the other, for which the socket does not become readable again.
            guard seen == before else { continue }
            try await waitForTraffic()
        }
    }

    /// All that is there of a stream, as far as one call takes it; nil where that is nothing.
    private func read(_ channel: ssh_channel, _ stream: Int32) throws(ConnectionError) -> [UInt8]? {
        var hasFailed = false
        var bytes: [UInt8] = []
        while bytes.count < Self.readSize, !hasFailed {
            let before = seen
            var count: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, filled in
                count = ssh_channel_read_nonblocking(channel, buffer.baseAddress, UInt32(buffer.count), stream)
                filled = Int(max(0, count))
            }
            noticeTraffic()
            hasFailed = count == SSH_ERROR
            if count > 0 {
                if bytes.isEmpty {
                    bytes = piece
                } else {
                    bytes.reserveCapacity(Self.readSize + Self.pieceSize)
                    bytes += piece
                }
            } else if seen == before {
                break
            }
        }
        if !bytes.isEmpty { return bytes }
        if hasFailed && ssh_channel_is_closed(channel) == 0 { throw dropped() }
        return nil
    }

    func write(_ number: Int, _ blocks: [[UInt8]]) async throws(ConnectionError) {
        for block in blocks where try await !write(number, block) { return }
        while isWritePending { guard try await waitForRoom(number) else { return } }
    }

    private var isWritePending: Bool { ssh_get_poll_flags(session) & SSH_WRITE_PENDING != 0 }

    /// Hands a block to libssh; false where the program has ended, and reads no more.
    private func write(_ number: Int, _ bytes: [UInt8]) async throws(ConnectionError) -> Bool {
        var sent = 0
        while sent < bytes.count {
            if let failure { throw failure }
            guard let channel = channels[number], ssh_channel_is_open(channel) != 0 else {
                throw ConnectionError(.dropped, "the channel is closed")
            }
            if !isWritePending { held = 0 }
            let room = min(Int(ssh_channel_window_size(channel)), bytes.count - sent, Self.pieceSize)
            if room > 0, held < Self.heldSize {
                let start = sent
                let count = bytes.withUnsafeBytes { ssh_channel_write(channel, $0.baseAddress! + start, UInt32(room)) }
                noticeTraffic()
                if count == SSH_ERROR { throw dropped() }
                sent += Int(max(0, count))
                held += Int(max(0, count))
                continue
            }
            guard try await waitForRoom(number) else { return false }
        }
        return true
    }

    /// Waits until the socket takes more or the program does; false where that has ended.
    private func waitForRoom(_ number: Int) async throws(ConnectionError) -> Bool {
        try await waitForTraffic()
        // Hands the socket what libssh holds for it, and takes in what arrived: window adjustments among it. (Of a channel
        // with output that was not read yet, ssh_channel_poll does neither.)
        guard let channel = channels[number] else { throw ConnectionError(.dropped, "the channel is closed") }
        // The reader learns how the program ended.
        if ssh_channel_get_exit_status(channel) >= 0 { return false }
        if ssh_is_connected(session) == 0 { throw dropped() }
        noticeTraffic()
        return true
    }

    func closeInput(_ number: Int) {
        guard let channel = channels[number] else { return }
        ssh_channel_send_eof(channel)
        noticeTraffic()
    }

    func closeChannel(_ number: Int) {
        guard let channel = channels.removeValue(forKey: number), session != nil else { return }
        ssh_channel_close(channel)
        ssh_channel_free(channel)
        noticeTraffic()
        loop.wake(descriptor)
    }
}
