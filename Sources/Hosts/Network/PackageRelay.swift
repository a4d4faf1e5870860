import Glibc
import System

/// Serves one connection of a host's apt: an HTTP proxy (RFC 9110, RFC 9112) that leads to the machine's mirrors alone and
/// keeps the packages that it has fetched.
struct PackageRelay {
    let plan: RelayPlan
    let client: Int32

    private struct Request {
        var method: String
        var target: String
        var headers: [(name: String, value: String)]

        func value(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    }

    func serve() {
        guard let (request, rest) = read() else { return }
        let isTunnel = request.method == "CONNECT"
        guard let address = isTunnel ? RelayAddress(request.target, port: 443) : RelayAddress(uri: request.target),
            isTunnel || request.target.hasPrefix("http://")
        else { return refuse(400, "a proxy for packages, which was not asked as one") }
        guard plan.mirrors.contains(address.host) else {
            return refuse(403, "\(address.host) is not reached from here: only the machine's own package mirrors are")
        }
        do throws(HostError) {
            if isTunnel { try tunnel(to: address, rest) } else { try fetch(request, from: address) }
        } catch {
            refuse(502, error.message)
        }
    }

    private func read() -> (Request, [UInt8])? {
        var bytes: [UInt8] = []
        let end: [UInt8] = [13, 10, 13, 10]
        while bytes.firstRange(of: end) == nil {
            guard bytes.count < 1 << 16, let more = Splice.receive(client) else { return nil }
            bytes += more
        }
        let head = bytes.firstRange(of: end)!
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        let request = Request(method: String(words[0]), target: String(words[1]), headers: headers)
        return (request, Array(bytes[head.upperBound...]))
    }

    private func refuse(_ status: Int, _ reason: String) {
        let body = reason + "\n"
        Splice.send(
            client,
            Array(
                "HTTP/1.1 \(status) \(reason)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
                    .utf8)
        )
    }

    private func tunnel(to address: RelayAddress, _ rest: [UInt8]) throws(HostError) {
        let proxy = plan.secureProxy.flatMap { RelayAddress(uri: $0) }
        let server = try (proxy ?? address).connect()
        defer { close(server) }
        if proxy != nil {
            Splice.send(
                server, Array("CONNECT \(address.host):\(address.port) HTTP/1.1\r\nHost: \(address.host)\r\n\r\n".utf8))
        } else {
            Splice.send(client, Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8))
        }
        Splice.send(server, rest)
        Splice.join(client, server)
    }

    private func fetch(_ request: Request, from address: RelayAddress) throws(HostError) {
        let isKept = request.method == "GET" && request.value("range") == nil && Self.isFinal(request.target)
        let kept = "\(plan.packages)/\(Digest.hex(.sha256, request.target.utf8))"
        if isKept, give(kept) { return }
        let proxy = plan.proxy.flatMap { RelayAddress(uri: $0) }
        let server = try (proxy ?? address).connect()
        defer { close(server) }
        let path = request.target.dropFirst("http://".count).drop { $0 != "/" }
        let target = proxy == nil ? (path.isEmpty ? "/" : String(path)) : request.target
        let dropped = ["connection", "proxy-connection", "proxy-authorization", "keep-alive"]
        let headers = request.headers.filter { !dropped.contains($0.name.lowercased()) }
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        Splice.send(server, Array("\(request.method) \(target) HTTP/1.1\r\n\(lines)Connection: close\r\n\r\n".utf8))
        pass(from: server, keeping: isKept ? kept : nil)
    }

    /// Files that never change under their name.
    private static func isFinal(_ target: String) -> Bool { target.hasSuffix(".deb") || target.contains("/by-hash/") }

    private func give(_ path: String) -> Bool {
        guard let body = Files.read(path) else { return false }
        // The date of its last use.
        utimes(path, nil)
        Splice.send(client, Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n".utf8))
        Splice.send(client, body)
        return true
    }

    /// Passes an answer on, and keeps its body if it is a whole one.
    private func pass(from server: Int32, keeping path: String?) {
        var head: [UInt8]? = [], length: Int?, received = 0
        let temporary = "\(path ?? "").\(getpid()).\(client)"
        var file: Int32 = -1
        defer {
            if file >= 0 {
                close(file)
                if received == length { rename(temporary, path!) } else { unlink(temporary) }
            }
        }
        while let bytes = Splice.receive(server) {
            guard Splice.send(client, bytes) else { return }
            guard path != nil else { continue }
            var body = bytes
            if head != nil {
                head! += bytes
                guard let end = head!.firstRange(of: [13, 10, 13, 10]) else { continue }
                let lines = String(decoding: head![..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
                let size = lines.first { $0.lowercased().hasPrefix("content-length:") }?.split(separator: " ").last
                body = Array(head![end.upperBound...])
                head = nil
                guard lines.first?.split(separator: " ").dropFirst().first == "200", let size else { continue }
                length = Int(size)
                file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            }
            guard file >= 0 else { continue }
            let count = body.withUnsafeBytes { write(file, $0.baseAddress, body.count) }
            received += max(0, count)
        }
    }
}
