/// Work that outlives its request: the module runs in the background and leaves its result in a file (`async`).
public struct JobRequest: Sendable {
    /// The job's number, to which the agent adds a process id: `j123456`.
    public var id: String
    /// The directory of job files on the target; `~` is expanded there.
    public var directory: String
    /// Seconds after which the job is killed; 0 for never.
    public var limit: Int

    public init(id: String, directory: String, limit: Int) {
        self.id = id
        self.directory = directory
        self.limit = limit
    }
}

extension JobRequest {
    func write(to writer: inout ByteWriter) {
        writer.text(id)
        writer.text(directory)
        writer.count(limit)
    }

    init(_ reader: inout ByteReader) throws(WireError) {
        id = try reader.text()
        directory = try reader.text()
        limit = Int(min(try reader.number(), UInt64(Int32.max)))
    }
}
