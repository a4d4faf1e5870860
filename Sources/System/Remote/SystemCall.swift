/// The calls of ``System`` that an agent answers. Arguments and answers are ``WireCodable``, in the order of the
/// protocol's parameters; ``SystemCallServer`` and ``RemoteSystem`` are the two ends.
enum SystemCall: UInt8, Sendable {
    case info, list, read, readRange, readLink, realPath, mayAccess, digest, glob
    case write, makeTemporary, makeDirectory, move, copy, symlink, link, remove
    case setMode, setOwner, copyAttributes, setTimes, replace
    case run, converse, which
    case user, group, groups, environment, identity, now, probe, http, log, runTapped, writablePath

    /// The most that all parts of one call, or of its answer, come to.
    static let sizeLimit = Message.sizeLimit
    /// Longer calls and answers are sent in parts of this size, so that others pass between them.
    static let partSize = Content.pieceSize

    /// The parts of `bytes` that are sent ahead, and the last one.
    static func parts(of bytes: [UInt8]) -> (ahead: [[UInt8]], last: [UInt8]) {
        guard bytes.count > partSize else { return ([], bytes) }
        let parts = stride(from: 0, to: bytes.count, by: partSize).map {
            Array(bytes[$0..<min($0 + partSize, bytes.count)])
        }
        return (Array(parts.dropLast()), parts[parts.count - 1])
    }
}

extension Message {
    /// The messages of an encoded ``SystemCall``.
    public static func call(_ id: UInt32, _ bytes: [UInt8]) -> [Message] {
        let (ahead, last) = SystemCall.parts(of: bytes)
        return ahead.map { .callPart(id: id, $0) } + [.call(id: id, last)]
    }
}
