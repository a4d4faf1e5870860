import Values

extension TaskRequest {
    /// How many bytes of contents travel with one request at most.
    private static let inlineTotal = 4 << 20

    func write(to writer: inout ByteWriter) throws(WireError) {
        writer.text(module)
        writer.text(calledAs)
        for flag in [check, diff, noLog] { writer.flag(flag) }
        writer.count(verbosity)
        try ValueCoding.write(arguments, to: &writer)
        writer.count(environment.count)
        for (name, value) in environment {
            writer.text(name)
            writer.text(value)
        }
        writer.count(contents.count)
        var room = Self.inlineTotal
        for (name, content) in contents {
            writer.text(name)
            writer.count(content.size)
            writer.text(content.sha1)
            if case .bytes(let bytes) = content.source, bytes.count <= min(room, Content.inlineLimit) {
                room -= bytes.count
                writer.flag(true)
                writer.blob(bytes)
            } else {
                writer.flag(false)
            }
        }
        writer.flag(foreign != nil)
        foreign?.write(to: &writer)
        writer.flag(interpreter != nil)
        interpreter?.write(to: &writer)
        writer.flag(job != nil)
        job?.write(to: &writer)
        writer.flag(isTapped)
    }

    init(_ reader: inout ByteReader) throws(WireError) {
        module = try reader.text()
        calledAs = try reader.text()
        (check, diff, noLog) = (try reader.flag(), try reader.flag(), try reader.flag())
        verbosity = Int(min(try reader.number(), 100))
        arguments = try ValueCoding.readDict(&reader)
        environment = [:]
        for _ in 0..<(try reader.count(ofSize: 2)) {
            let name = try reader.text()
            environment[name] = try reader.text()
        }
        contents = [:]
        for _ in 0..<(try reader.count(ofSize: 4)) {
            let name = try reader.text()
            let size = Int(min(try reader.number(), UInt64(Int.max)))
            let sha1 = try reader.text()
            let source: Content.Source = try reader.flag() ? .bytes(try reader.blob()) : .remote
            contents[name] = Content(size: size, sha1: sha1, source: source)
        }
        foreign = try reader.flag() ? try ForeignModule(&reader) : nil
        interpreter = try reader.flag() ? try Interpreter(&reader) : nil
        job = try reader.flag() ? try JobRequest(&reader) : nil
        isTapped = try reader.flag()
    }
}
