import Glibc

extension LocalSystem {
    public func probe(_ probe: Probe) async throws(SystemError) -> ProbeResult {
        let socket: Socket
        do {
            socket = try await connect(probe.host, probe.port, timeout: probe.timeout)
        } catch {
            if error.code == ECANCELED { throw error }
            return ProbeResult(isOpen: false)
        }
        let deadline = Clock.monotonic + probe.timeout
        var banner: [UInt8] = []
        while banner.count < probe.readLimit {
            let piece = try? socket.read(
                probe.readLimit - banner.count, timeout: max(0, deadline - Clock.monotonic), "read")
            guard let piece, !piece.isEmpty else { break }
            banner += piece
        }
        return ProbeResult(isOpen: true, banner: banner)
    }

    /// Connects to the first address of `host` that answers, or to the Unix socket whose path it is.
    func connect(_ host: String, _ port: Int, timeout: Double) async throws(SystemError) -> Socket {
        if host.hasPrefix("/") { return try Socket(unix: host) }
        let deadline = Clock.monotonic + timeout
        var failure = SystemError(errno: ECONNREFUSED, "connect \(host):\(port)")
        for address in try await NameResolver(system: self).addresses(of: host, port: port) {
            let left = max(0.01, deadline - Clock.monotonic)
            do { return try Socket(address, timeout: left, "connect \(host):\(port)") } catch { failure = error }
        }
        throw failure
    }
}
