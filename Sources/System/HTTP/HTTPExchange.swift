import Glibc
import Values

/// One request and its response in HTTP/1.1 (RFC 9112) over a connected socket.
struct HTTPExchange: ~Copyable {
    private static let headLimit = 1 << 18
    /// A body that is returned, not downloaded, may have this many bytes.
    private static let bodyLimit = 512 << 20

    let socket: Socket
    let request: HTTPRequest
    let url: URLParts
    private var received: [UInt8] = []

    init(_ socket: consuming Socket, _ request: HTTPRequest, _ url: URLParts) {
        self.socket = socket
        self.request = request
        self.url = url
    }

    private var operation: String { "\(request.method) \(request.url)" }

    mutating func perform() throws(SystemError) -> HTTPResponse {
        try socket.write(head() + request.body, timeout: request.timeout, operation)
        var response: HTTPResponse
        // Interim responses (100 to 199) come before the one that counts.
        repeat { response = try parseHead(try readHead()) } while (100..<200).contains(response.status)
        var sink = try BodySink(path: request.download, limit: Self.bodyLimit, operation)
        try readBody(of: response, into: &sink)
        response.body = sink.bytes
        return response
    }

    private func head() -> [UInt8] {
        var lines = ["\(request.method) \(url.target) HTTP/1.1"]
        func adds(_ name: String) -> Bool {
            !request.headers.contains { $0.name.lowercased() == name.lowercased() }
        }
        if adds("Host") { lines.append("Host: \(url.authority)") }
        if adds("Connection") { lines.append("Connection: close") }
        if adds("Accept-Encoding") { lines.append("Accept-Encoding: identity") }
        if let credentials = url.credentials, adds("Authorization") {
            lines.append("Authorization: Basic \(Base64.encode(Array(credentials.utf8)))")
        }
        if adds("Content-Length") && (!request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)) {
            lines.append("Content-Length: \(request.body.count)")
        }
        // A line break inside a field would begin another field.
        lines += request.headers.map { "\($0.name): \($0.value)".filter { !$0.isNewline } }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private func failure(_ reason: String) -> SystemError { SystemError(code: 0, operation: operation, reason: reason) }

    /// Reads more; false at the end of the stream.
    private mutating func fill() throws(SystemError) -> Bool {
        let piece = try socket.read(1 << 16, timeout: request.timeout, operation)
        received += piece
        return !piece.isEmpty
    }

    private mutating func readLine() throws(SystemError) -> String {
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = received[..<end]
                received.removeFirst(end + 1)
                return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
            }
            searched = received.count
            guard searched <= Self.headLimit else { throw failure("the response's header is too long") }
            guard try fill() else { throw failure("Remote end closed connection without response") }
        }
    }

    private mutating func readHead() throws(SystemError) -> [String] {
        var lines: [String] = []
        var size = 0
        while true {
            let line = try readLine()
            if line.isEmpty && !lines.isEmpty { return lines }
            size += line.utf8.count
            guard size <= Self.headLimit else { throw failure("the response's header is too long") }
            if !line.isEmpty { lines.append(line) }
        }
    }

    private func parseHead(_ lines: [String]) throws(SystemError) -> HTTPResponse {
        let parts = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), let status = Int(parts[1]), (100..<1000).contains(status)
        else { throw failure("not an HTTP response: \(lines[0].prefix(80))") }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmed())
        }
        return HTTPResponse(
            status: status, reason: parts.count > 2 ? String(parts[2]) : "", headers: headers, body: [])
    }

    private mutating func readBody(of response: HTTPResponse, into sink: inout BodySink) throws(SystemError) {
        if request.method == "HEAD" || response.status == 204 || response.status == 304 { return }
        func field(_ name: String) -> String? {
            response.headers.last { $0.name.lowercased() == name }?.value.lowercased()
        }
        if field("transfer-encoding")?.hasSuffix("chunked") == true { return try readChunks(into: &sink) }
        guard let text = field("content-length") else {
            repeat {
                try sink.write(received)
                received = []
            } while try fill()
            return
        }
        guard let length = Int(text), length >= 0 else { throw failure("Content-Length: \(text)") }
        try pass(length, to: &sink)
    }

    /// Hands the next `length` bytes over.
    private mutating func pass(_ length: Int, to sink: inout BodySink) throws(SystemError) {
        var left = length
        while left > 0 {
            if received.isEmpty {
                guard try fill() else { throw failure("the connection ended \(left) bytes before the end") }
            }
            let count = min(left, received.count)
            try sink.write(Array(received[..<count]))
            received.removeFirst(count)
            left -= count
        }
    }

    private mutating func readChunks(into sink: inout BodySink) throws(SystemError) {
        while true {
            let line = try readLine()
            let digits = line.prefix { $0 != ";" }.trimmed()
            guard let size = Int(digits, radix: 16), size >= 0 else { throw failure("chunk size '\(digits)'") }
            guard size > 0 else { break }
            try pass(size, to: &sink)
            _ = try readLine()
        }
        while try !readLine().isEmpty {}
    }
}
