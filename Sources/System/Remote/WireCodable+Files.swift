extension FileInfo.Kind: WireCodable {
    private static let order: [FileInfo.Kind] = [
        .file, .directory, .link, .characterDevice, .blockDevice, .fifo, .socket,
    ]

    func write(to writer: inout ByteWriter) { writer.byte(UInt8(Self.order.firstIndex(of: self) ?? 0)) }

    init(from reader: inout ByteReader) throws(WireError) {
        let index = Int(try reader.byte())
        guard Self.order.indices.contains(index) else { throw WireError("an unknown kind of file") }
        self = Self.order[index]
    }
}

extension FileInfo: WireCodable {
    func write(to writer: inout ByteWriter) {
        kind.write(to: &writer)
        for number in [mode, uid, gid] { number.write(to: &writer) }
        size.write(to: &writer)
        for number in [device, inode, links, deviceType] { number.write(to: &writer) }
        for number in [blocks, blockSize] { number.write(to: &writer) }
        for time in [accessed, modified, changed] { time.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            kind: try Kind(from: &reader), mode: try UInt32(from: &reader), uid: try UInt32(from: &reader),
            gid: try UInt32(from: &reader), size: try Int(from: &reader), device: try UInt64(from: &reader),
            inode: try UInt64(from: &reader), links: try UInt64(from: &reader), deviceType: try UInt64(from: &reader),
            blocks: try Int64(from: &reader), blockSize: try Int64(from: &reader),
            accessed: try Double(from: &reader), modified: try Double(from: &reader),
            changed: try Double(from: &reader))
    }
}

extension DirectoryEntry: WireCodable {
    func write(to writer: inout ByteWriter) {
        name.write(to: &writer)
        info.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(name: try String(from: &reader), info: try FileInfo(from: &reader))
    }
}

extension Replacement: WireCodable {
    func write(to writer: inout ByteWriter) {
        path.write(to: &writer)
        Blob(bytes).write(to: &writer)
        mode.write(to: &writer)
        owner.write(to: &writer)
        directoryOwner.write(to: &writer)
        writer.byte(directory.rawValue)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(
            try String(from: &reader), try Blob(from: &reader).bytes, mode: try UInt32(from: &reader),
            owner: try Owner?(from: &reader))
        directoryOwner = try Owner?(from: &reader)
        guard let kind = Directory(rawValue: try reader.byte()) else {
            throw WireError("an unknown rule of a directory")
        }
        directory = kind
    }
}

extension Replacement.Owner: WireCodable {
    func write(to writer: inout ByteWriter) {
        uid.write(to: &writer)
        gid.write(to: &writer)
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self.init(uid: try UInt32(from: &reader), gid: try UInt32(from: &reader))
    }
}

extension FileTime: WireCodable {
    func write(to writer: inout ByteWriter) {
        if case .at(let seconds) = self { Double?(seconds).write(to: &writer) } else { Double?.none.write(to: &writer) }
    }

    init(from reader: inout ByteReader) throws(WireError) {
        self = try Double?(from: &reader).map { .at($0) } ?? .now
    }
}

extension DigestAlgorithm: WireCodable {
    func write(to writer: inout ByteWriter) { rawValue.write(to: &writer) }

    init(from reader: inout ByteReader) throws(WireError) {
        guard let known = DigestAlgorithm(rawValue: try String(from: &reader)) else {
            throw WireError("an unknown digest")
        }
        self = known
    }
}
