extension Probe: WireCodable {
    func write(to writer: inout ByteWriter) {
        host.write(to: &writer)
        port.write(to: &writer)
        timeout.write(to: &writer)
        readLimit.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            host: try String(from: &reader), port: try Int(from: &reader), timeout: try Double(from: &reader),
            readLimit: try Int(from: &reader))
    }
}

extension ProbeResult: WireCodable {
    func write(to writer: inout ByteWriter) {
        isOpen.write(to: &writer)
        writer.blob(banner)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(isOpen: try Bool(from: &reader), banner: try reader.blob())
    }
}

/// Header fields in their order.
private struct Fields: WireCodable {
    let list: [(name: String, value: String)]

    init(_ list: [(name: String, value: String)]) { self.list = list }

    func write(to writer: inout ByteWriter) {
        writer.count(list.count)
        for field in list {
            writer.text(field.name)
            writer.text(field.value)
        }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        var list: [(name: String, value: String)] = []
        for _ in 0..<(try reader.count(ofSize: 2)) {
            let name = try reader.text()
            list.append((name, try reader.text()))
        }
        self.list = list
    }
}

extension HTTPRequest: WireCodable {
    func write(to writer: inout ByteWriter) {
        method.write(to: &writer)
        url.write(to: &writer)
        Fields(headers).write(to: &writer)
        writer.blob(body)
        timeout.write(to: &writer)
        for flag in [verifyCertificates, usesProxy] { flag.write(to: &writer) }
        for text in [unixSocket, authorityFile, clientCertificate, clientKey, download] { text.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            method: try String(from: &reader), url: try String(from: &reader), headers: try Fields(from: &reader).list,
            body: try reader.blob(), timeout: try Double(from: &reader))
        verifyCertificates = try Bool(from: &reader)
        usesProxy = try Bool(from: &reader)
        unixSocket = try String?(from: &reader)
        authorityFile = try String?(from: &reader)
        clientCertificate = try String?(from: &reader)
        clientKey = try String?(from: &reader)
        download = try String?(from: &reader)
    }
}

extension HTTPResponse: WireCodable {
    func write(to writer: inout ByteWriter) {
        status.write(to: &writer)
        reason.write(to: &writer)
        Fields(headers).write(to: &writer)
        writer.blob(body)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            status: try Int(from: &reader), reason: try String(from: &reader), headers: try Fields(from: &reader).list,
            body: try reader.blob())
    }
}
