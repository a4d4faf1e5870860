import Glibc

/// Asks name servers, by UDP and where that is too small or not wanted by TCP.
struct DNSClient {
    enum Failure: Error {
        case noSuchName(String)
        case noAnswer(String)
        case noServer(String)
        case timeout(String)
        case broken(String)

        var message: String {
            switch self {
            case .noSuchName(let text), .noAnswer(let text), .noServer(let text), .timeout(let text),
                .broken(let text):
                text
            }
        }
    }

    /// What a name's records of one type are, and the name that they stand under once aliases are followed.
    struct Answer {
        let message: DNSMessage
        let owner: String
        let records: [DNSMessage.Record]
    }

    var servers: [String]
    var port: Int
    var usesTCP = false
    var retriesFailures = false
    /// Domains that are put behind names.
    var search: [String] = []
    /// A name with as many dots is first asked for as it is.
    var dots = 1
    /// Seconds for all tries together.
    var lifetime = 5.0

    /// As `/etc/resolv.conf` has it.
    init(configuration: String, port: Int) {
        self.port = port
        servers = []
        for line in configuration.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            switch words.first {
            case "nameserver": servers += words.dropFirst().prefix(1)
            case "search", "domain": search = Array(words.dropFirst())
            case "options":
                for word in words where word.hasPrefix("ndots:") { dots = Int(word.dropFirst(6)) ?? dots }
            default: break
            }
        }
        if servers.isEmpty { servers = ["127.0.0.1"] }
    }

    func answer(_ name: String, type: Int, class: Int) throws(Failure) -> Answer {
        var missing: [String] = []
        for candidate in candidates(name) {
            let message = try ask(candidate, type, `class`)
            if message.code == 3 {
                missing.append(candidate)
                continue
            }
            let question = "\(candidate) \(DNSNames.class(`class`)) \(DNSNames.type(type))"
            var owner = candidate
            for _ in 0..<16 {
                let records = message.answers.filter { $0.owner.lowercased() == owner.lowercased() }
                let wanted = records.filter { $0.type == type && $0.class == `class` }
                if !wanted.isEmpty { return Answer(message: message, owner: owner, records: wanted) }
                guard let alias = records.first(where: { $0.type == 5 }) else { break }
                var place = alias.data.lowerBound
                guard let target = try? message.name(at: &place) else { break }
                owner = target
            }
            throw .noAnswer("The DNS response does not contain an answer to the question: \(question)")
        }
        throw .noSuchName(
            missing.count == 1
                ? "The DNS query name does not exist: \(missing[0])"
                : "None of DNS query names exist: \(missing.joined(separator: ", "))")
    }

    private func candidates(_ name: String) -> [String] {
        if name.hasSuffix(".") { return [name] }
        let inDomains = search.map { "\(name).\($0)" }.map { $0.hasSuffix(".") ? $0 : $0 + "." }
        let isLong = name.filter { $0 == "." }.count >= dots
        return isLong ? ["\(name)."] + inDomains : inDomains + ["\(name)."]
    }

    private func ask(_ name: String, _ type: Int, _ kind: Int) throws(Failure) -> DNSMessage {
        let id = UInt16.random(in: 0...UInt16.max)
        let question: [UInt8]
        do throws(DNSMessage.Failure) {
            question = try DNSMessage.question(name, type: type, class: kind, id: id)
        } catch { throw .broken(error.message) }
        let end = Self.now + lifetime
        var left = servers, errors: [String] = [], wait = 0.1
        while Self.now < end {
            for server in left {
                guard Self.now < end else { break }
                guard let message = exchange(server, question, id, until: min(end, Self.now + 2)) else { continue }
                if message.code == 0 || message.code == 3 { return message }
                let word = DNSNames.code(message.code)
                if message.code == 2, retriesFailures { continue }
                errors.append("Server Do53:\(server)@\(port) answered \(word)")
                left.removeAll { $0 == server }
            }
            let question = "\(name) \(DNSNames.class(kind)) \(DNSNames.type(type))"
            guard !left.isEmpty else {
                throw .noServer(
                    "All nameservers failed to answer the query \(question): \(errors.joined(separator: "; "))")
            }
            usleep(UInt32(max(0, min(wait, end - Self.now)) * 1e6))
            wait = min(wait * 2, 2)
        }
        throw .timeout(
            "The resolution lifetime expired after \(Int(lifetime)) seconds: no answer from "
                + left.joined(separator: ", "))
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private func exchange(_ server: String, _ question: [UInt8], _ id: UInt16, until end: Double) -> DNSMessage? {
        if !usesTCP {
            guard let message = attempt(server, question, id, end, isStream: false) else { return nil }
            if !message.isTruncated { return message }
        }
        return attempt(server, question, id, end, isStream: true)
    }

    private func attempt(
        _ server: String, _ question: [UInt8], _ id: UInt16, _ end: Double, isStream: Bool
    ) -> DNSMessage? {
        var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        hints.ai_socktype = Int32((isStream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        guard getaddrinfo(server, "\(port)", &hints, &found) == 0, let address = found?.pointee else { return nil }
        defer { freeaddrinfo(found) }
        let kind = hints.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(address.ai_family, kind, 0)
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        let isConnected = connect(socket, address.ai_addr, address.ai_addrlen) == 0
        guard isConnected || errno == EINPROGRESS && waits(socket, POLLOUT, end) else { return nil }
        let head = isStream ? [UInt8(question.count >> 8), UInt8(question.count & 0xff)] : []
        let sent = head + question
        guard send(socket, sent, sent.count, Int32(MSG_NOSIGNAL)) == sent.count else { return nil }
        var received: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536)
        while waits(socket, POLLIN, end) {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            guard isStream else {
                // What does not belong to the question is somebody else's.
                if let message = try? DNSMessage(Array(buffer[..<count]), id: id) { return message }
                continue
            }
            received += buffer[..<count]
            guard received.count >= 2, received.count >= 2 + Int(received[0]) * 256 + Int(received[1]) else { continue }
            return try? DNSMessage(Array(received.dropFirst(2)), id: id)
        }
        return nil
    }

    private func waits(_ socket: Int32, _ event: Int32, _ end: Double) -> Bool {
        var entry = pollfd(fd: socket, events: Int16(event), revents: 0)
        return poll(&entry, 1, Int32(max(0, end - Self.now) * 1000)) > 0
    }
}
