import Glibc
import Loopback

/// A name server on a free port of loopback that answers each question, by UDP or TCP, with prepared records.
///
/// Names that it does not know do not exist; a name whose answer is nil is a failure of the server.
final class DNSServer: Sendable {
    /// A record: its owner, type and data; names in data are written without compression.
    struct Record: Sendable {
        var owner: String
        var type: Int
        var data: [UInt8]
    }

    let port: Int
    private let answers: [String: [Record]?]

    init(_ answers: [String: [Record]?]) {
        self.answers = answers
        let streams = LoopbackSocket()
        let datagrams = LoopbackSocket(datagramsAt: streams.port)
        port = streams.port
        // The threads stay as long as the tests run.
        WaitingThread { self.serve(datagrams: datagrams.descriptor) }.detach()
        WaitingThread { self.serve(streams: streams.descriptor) }.detach()
    }

    private func serve(datagrams: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var address = sockaddr_storage(), size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    let count = recvfrom(datagrams, &buffer, buffer.count, 0, address, &size)
                    guard count > 12 else { return }
                    let answer = answer(to: Array(buffer[..<count]), isStream: false)
                    _ = sendto(datagrams, answer, answer.count, 0, address, size)
                }
            }
        }
    }

    private func serve(streams listener: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let client = accept(listener, nil, nil)
            let count = recv(client, &buffer, buffer.count, 0)
            if count > 14 {
                let answer = answer(to: Array(buffer[2..<count]), isStream: true)
                let framed = [UInt8(answer.count >> 8), UInt8(answer.count & 255)] + answer
                _ = send(client, framed, framed.count, Int32(MSG_NOSIGNAL))
            }
            close(client)
        }
    }

    /// Names that begin with `big` are truncated in datagrams.
    private func answer(to question: [UInt8], isStream: Bool) -> [UInt8] {
        var place = 12, labels: [String] = []
        while question[place] != 0 {
            let length = Int(question[place])
            labels.append(String(decoding: question[(place + 1)...(place + length)], as: UTF8.self))
            place += length + 1
        }
        let name = labels.joined(separator: ".") + "."
        let type = Int(question[place + 1]) << 8 | Int(question[place + 2])
        let asked = Array(question[12..<(place + 5)])
        func message(_ flags: UInt8, _ code: UInt8, _ records: [Record]) -> [UInt8] {
            let head = question[..<2] + [0x84 | flags, 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
            return records.reduce(Array(head) + asked) { bytes, record in
                let kind = [UInt8(record.type >> 8), UInt8(record.type & 255), 0, 1, 0, 0, 1, 44]
                let length = [UInt8(record.data.count >> 8), UInt8(record.data.count & 255)]
                return bytes + Self.name(record.owner) + kind + length + record.data
            }
        }
        guard let known = answers[name] else { return message(0, 3, []) }
        guard let records = known else { return message(0, 2, []) }
        if name.hasPrefix("big"), !isStream { return message(2, 0, []) }
        return message(0, 0, records.filter { $0.type == type || $0.type == 5 || $0.owner != name })
    }

    static func name(_ name: String) -> [UInt8] {
        name.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }
}
