extension AccountKey: WireCodable {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .name(let name):
            writer.flag(true)
            writer.text(name)
        case .id(let id):
            writer.flag(false)
            writer.fixed(id)
        }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self = try reader.flag() ? .name(try reader.text()) : .id(try reader.fixed())
    }
}

extension User: WireCodable {
    func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        uid.write(to: &writer)
        gid.write(to: &writer)
        for text in [comment, home, shell] { text.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            name: try String(from: &reader), uid: try UInt32(from: &reader), gid: try UInt32(from: &reader),
            comment: try String(from: &reader), home: try String(from: &reader), shell: try String(from: &reader))
    }
}

extension Group: WireCodable {
    func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        gid.write(to: &writer)
        members.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            name: try String(from: &reader), gid: try UInt32(from: &reader), members: try [String](from: &reader))
    }
}

extension Identity: WireCodable {
    func write(to writer: inout ByteWriter) {
        uid.write(to: &writer)
        gid.write(to: &writer)
        for text in [directory, kernel, node, release, version, architecture] { text.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            uid: try UInt32(from: &reader), gid: try UInt32(from: &reader), directory: try String(from: &reader),
            kernel: try String(from: &reader), node: try String(from: &reader), release: try String(from: &reader),
            version: try String(from: &reader), architecture: try String(from: &reader))
    }
}
