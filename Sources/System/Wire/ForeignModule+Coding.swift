extension ForeignModule {
    func write(to writer: inout ByteWriter) {
        switch program {
        case .python(let module, let parameters, let profile):
            writer.byte(0)
            writer.text(module)
            writer.text(parameters)
            writer.text(profile)
        case .file(let name, let arguments):
            writer.byte(1)
            writer.text(name)
            writer.optional(arguments)
        }
        writer.optional(directory)
        writer.text(temporaryDirectory)
        writer.flag(keepsFiles)
    }

    init(_ reader: inout ByteReader) throws(WireError) {
        switch try reader.byte() {
        case 0:
            program = .python(
                module: try reader.text(), parameters: try reader.text(), profile: try reader.text())
        case 1: program = .file(name: try reader.text(), arguments: try reader.optional())
        default: throw WireError("a foreign module of an unknown kind")
        }
        directory = try reader.optional()
        temporaryDirectory = try reader.text()
        keepsFiles = try reader.flag()
    }
}

extension Interpreter {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .command(let command):
            writer.byte(0)
            writer.text(command)
        case .discovered(let candidates):
            writer.byte(1)
            writer.count(candidates.count)
            for candidate in candidates { writer.text(candidate) }
        case .itself: writer.byte(2)
        }
    }

    init(_ reader: inout ByteReader) throws(WireError) {
        switch try reader.byte() {
        case 0: self = .command(try reader.text())
        case 1:
            var candidates: [String] = []
            for _ in 0..<(try reader.count()) { candidates.append(try reader.text()) }
            self = .discovered(candidates: candidates)
        case 2: self = .itself
        default: throw WireError("an interpreter of an unknown kind")
        }
    }
}

extension ByteWriter {
    mutating func optional(_ text: String?) {
        flag(text != nil)
        if let text { self.text(text) }
    }
}

extension ByteReader {
    mutating func optional() throws(WireError) -> String? { try flag() ? try text() : nil }
}
