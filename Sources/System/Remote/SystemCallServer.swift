import Glibc

/// Makes the calls of a ``RemoteSystem`` on this machine.
struct SystemCallServer: Sendable {
    /// Says what a program at a terminal said and gives the turn that is taken.
    typealias Talk = @Sendable (_ said: [UInt8]) -> Conversation.Turn

    let talk: Talk
    /// Takes what programs print while they run, where that is asked for.
    let tap: OutputTap

    /// The encoded answer of an encoded call.
    func answer(_ bytes: [UInt8]) async throws(SystemError) -> [UInt8] {
        var reader = ByteReader(bytes)
        let call: SystemCall
        let system: LocalSystem
        do throws(WireError) {
            guard let known = SystemCall(rawValue: try reader.byte()) else { throw WireError("an unknown call") }
            call = known
            system = LocalSystem(environment: try [String: String](from: &reader))
        } catch {
            throw Self.malformed(error)
        }
        switch call {
        case .info, .list, .read, .readRange, .readLink, .realPath, .writablePath, .mayAccess, .digest, .glob:
            return try await look(call, system, &reader)
        case .write, .makeTemporary, .makeDirectory, .move, .copy, .symlink, .link, .remove, .setMode, .setOwner,
            .copyAttributes, .setTimes, .replace:
            return try await act(call, system, &reader)
        case .run, .runTapped, .converse, .which, .user, .group, .groups, .environment, .identity, .now, .probe, .http,
            .log:
            return try await ask(call, system, &reader)
        }
    }

    private func look(
        _ call: SystemCall, _ system: LocalSystem, _ reader: inout ByteReader
    ) async throws(SystemError) -> [UInt8] {
        switch call {
        case .info:
            let (path, follow): (String, Bool) = try arguments(&reader)
            return encoded(try await system.info(path, follow: follow))
        case .list: return encoded(try await system.list(try argument(&reader)))
        case .read:
            let (path, limit): (String, Int) = try arguments(&reader)
            return encoded(Blob(try await system.read(path, limit: limit)))
        case .readRange:
            let (path, offset, length): (String, Int, Int) = try arguments(&reader)
            return encoded(Blob(try await system.read(path, from: offset, length: length)))
        case .readLink: return encoded(try await system.readLink(try argument(&reader)))
        case .realPath: return encoded(try await system.realPath(try argument(&reader)))
        case .writablePath: return encoded(try await system.writablePath(try argument(&reader)))
        case .mayAccess:
            let (path, mode): (String, Int) = try arguments(&reader)
            return encoded(try await system.mayAccess(path, mode: mode))
        case .digest:
            let (path, algorithm): (String, DigestAlgorithm) = try arguments(&reader)
            return encoded(try await system.digest(path, algorithm))
        default: return encoded(try await system.glob(try argument(&reader)))
        }
    }

    private func act(
        _ call: SystemCall, _ system: LocalSystem, _ reader: inout ByteReader
    ) async throws(SystemError) -> [UInt8] {
        switch call {
        case .write:
            let (path, content, mode, append): (String, Blob, UInt32, Bool) = try arguments(&reader)
            try await system.write(path, content.bytes, mode: mode, append: append)
        case .makeTemporary:
            let (place, prefix, suffix, isDirectory): (String, String, String, Bool) = try arguments(&reader)
            return encoded(
                try await system.makeTemporary(in: place, prefix: prefix, suffix: suffix, isDirectory: isDirectory))
        case .makeDirectory:
            let (path, mode): (String, UInt32) = try arguments(&reader)
            try await system.makeDirectory(path, mode: mode)
        case .move, .copy, .symlink, .link, .copyAttributes:
            let (one, other): (String, String) = try arguments(&reader)
            switch call {
            case .move: try await system.move(one, to: other)
            case .copy: try await system.copy(one, to: other)
            case .symlink: try await system.symlink(one, to: other)
            case .link: try await system.link(one, to: other)
            default: try await system.copyAttributes(of: one, to: other)
            }
        case .remove:
            let (path, recursive): (String, Bool) = try arguments(&reader)
            try await system.remove(path, recursive: recursive)
        case .replace: try await system.replace(try argument(&reader))
        case .setMode:
            let (mode, path): (UInt32, String) = try arguments(&reader)
            try await system.setMode(mode, of: path)
        case .setOwner:
            let (uid, gid, path, follow): (UInt32?, UInt32?, String, Bool) = try arguments(&reader)
            try await system.setOwner(uid, gid, of: path, follow: follow)
        default:
            let (access, modification, path, follow): (FileTime?, FileTime?, String, Bool) = try arguments(&reader)
            try await system.setTimes(access: access, modification: modification, of: path, follow: follow)
        }
        return []
    }

    private func ask(
        _ call: SystemCall, _ system: LocalSystem, _ reader: inout ByteReader
    ) async throws(SystemError) -> [UInt8] {
        switch call {
        case .run: return encoded(try await system.run(try argument(&reader)))
        case .runTapped:
            let command: Command = try argument(&reader)
            let result: Result<CommandResult, SystemError> = await OutputTap.$current.withValue(tap) {
                do throws(SystemError) { return .success(try await system.run(command)) } catch {
                    return .failure(error)
                }
            }
            return encoded(try result.get())
        case .converse:
            let (command, conversation): (Command, Conversation) = try arguments(&reader)
            return encoded(
                try await system.converse(command, conversation) { said in
                    defer { said = [] }
                    return talk(said)
                })
        case .which:
            let (program, extra): (String, [String]) = try arguments(&reader)
            return encoded(try await system.which(program, extra: extra))
        case .user: return encoded(try await system.user(try argument(&reader)))
        case .group: return encoded(try await system.group(try argument(&reader)))
        case .groups: return encoded(try await system.groups(ofUser: try argument(&reader)))
        case .environment: return encoded(try await system.environment())
        case .identity: return encoded(try await system.identity())
        case .now: return encoded(try await system.now())
        case .probe: return encoded(try await system.probe(try argument(&reader)))
        case .http: return encoded(try await system.http(try argument(&reader)))
        default:
            await system.log(try argument(&reader))
            return []
        }
    }

    /// The arguments of a call that has several.
    private func arguments<each Argument: WireCodable>(
        _ reader: inout ByteReader
    ) throws(SystemError) -> (repeat each Argument) {
        do throws(WireError) {
            return (repeat try (each Argument)(from: &reader))
        } catch {
            throw Self.malformed(error)
        }
    }

    /// The argument of a call that has one.
    private func argument<Argument: WireCodable>(_ reader: inout ByteReader) throws(SystemError) -> Argument {
        do throws(WireError) { return try Argument(from: &reader) } catch { throw Self.malformed(error) }
    }

    private func encoded(_ answer: some WireCodable) -> [UInt8] {
        var writer = ByteWriter()
        answer.write(to: &writer)
        return writer.bytes
    }

    private static func malformed(_ error: WireError) -> SystemError {
        SystemError(code: 0, operation: "call", reason: error.description)
    }
}
