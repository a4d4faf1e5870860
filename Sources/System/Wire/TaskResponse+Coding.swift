extension TaskResponse {
    func write(to writer: inout ByteWriter) throws(WireError) {
        writer.count(Int(min(max(0, seconds), 1e9) * 1e6))
        try ValueCoding.write(result, to: &writer)
    }

    init(_ reader: inout ByteReader) throws(WireError) {
        let seconds = Double(min(try reader.number(), 1 << 52)) / 1e6
        self.init(result: try ValueCoding.readDict(&reader), seconds: seconds)
    }
}
