extension Command: WireCodable {
    func write(to writer: inout ByteWriter) {
        arguments.write(to: &writer)
        writer.blob(input)
        directory.write(to: &writer)
        environment.write(to: &writer)
        timeout.write(to: &writer)
        umask.write(to: &writer)
        detached.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            try [String](from: &reader), input: try reader.blob(), directory: try String?(from: &reader),
            environment: try [String: String](from: &reader), timeout: try Double?(from: &reader),
            umask: try UInt32?(from: &reader), detached: try Bool(from: &reader))
    }
}

extension CommandResult: WireCodable {
    func write(to writer: inout ByteWriter) {
        status.write(to: &writer)
        writer.blob(output)
        writer.blob(error)
        timedOut.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            status: try Int32(from: &reader), output: try reader.blob(), error: try reader.blob(),
            timedOut: try Bool(from: &reader))
    }
}

extension Conversation: WireCodable {
    func write(to writer: inout ByteWriter) {
        echoes.write(to: &writer)
        patience.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(echoes: try Bool(from: &reader), patience: try Double?(from: &reader))
    }
}

extension Conversation.Turn: WireCodable {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .wait: writer.byte(0)
        case .type(let bytes):
            writer.byte(1)
            writer.blob(bytes)
        case .stop: writer.byte(2)
        }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        switch try reader.byte() {
        case 0: self = .wait
        case 1: self = .type(try reader.blob())
        case 2: self = .stop
        default: throw WireError("an unknown turn of a conversation")
        }
    }
}
