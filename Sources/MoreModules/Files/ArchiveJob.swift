import HostModules
import Modules
import System
import Values

/// The programs that write one archive.
struct ArchiveJob<Base: System>: Sendable {
    let machine: Machine<Base>
    let arguments: Arguments
    let format: String
    let dest: String
    /// What is taken off the front of every name.
    let root: String

    private static var compressors: [String: String] { ["gz": "gzip", "bz2": "bzip2", "xz": "xz"] }

    /// What decides whether the archive's content has changed: the checksums of what is in it.
    func fingerprint() async throws(ModuleFailure) -> [String]? {
        guard await machine.exists(dest) else { return nil }
        if format == "zip" {
            guard let unzip = await machine.find("unzip") else { return nil }
            // Length, method, size, ratio, date, time, checksum and name: all but what a new packing changes.
            return try await machine.run([unzip, "-v", dest]).text.lines.compactMap { line in
                let words = line.words
                return words.count < 8 ? nil : words[6] + words[7...].joined(separator: " ")
            }
        }
        var command = [try await machine.require("tar"), "--full-time", "--numeric-owner", "-tv"]
        if let compressor = Self.compressors[format] { command.append("--use-compress-program=\(compressor)") }
        let listing = try await machine.run(command + ["-f", dest])
        if listing.succeeded { return listing.text.lines.sorted() }
        guard let compressor = Self.compressors[format] else { return [] }
        let result = try await machine.run(["/bin/sh", "-c", "\(compressor) -dc -- \"$1\" | cksum", "sh", dest])
        return [result.text]
    }

    /// One file by itself.
    func compress(_ path: String) async throws(ModuleFailure) {
        let compressor = try await machine.require(Self.compressors[format] ?? format)
        let script = "\(compressor) -c -- \"$1\" > \"$2\""
        let result = try await machine.run(["/bin/sh", "-c", script, "sh", path, dest])
        guard result.succeeded else {
            throw ModuleFailure(
                "Unable to write to compressed file: \(result.errorText.trimmed())",
                values: ["path": .string(path), "dest": .string(dest)])
        }
    }

    /// Several files and trees; gives what went in.
    func pack(_ targets: [String]) async throws(ModuleFailure) -> [String] {
        var members: [String] = []
        let patterns = arguments.strings("exclusion_patterns") ?? []
        for target in targets {
            let isTree = await machine.isDirectory(target)
            let found = isTree ? await FileWalk(machine.system).below(target).map(\.path) : [target]
            members += found.filter { path in
                let name = format == "zip" ? path : String(path.dropFirst(root.count))
                return path != dest && !patterns.contains { Wildcard.matches(name, $0) }
            }
        }
        let names = members.map { path in path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path }
        let place = root.isEmpty ? "." : root
        let result: CommandResult
        if format == "zip" {
            let zip = try await machine.require("zip")
            if await machine.exists(dest) { try await machine.remove(dest) }
            let target = dest.hasPrefix("/") ? dest : try await absolute(dest)
            result = try await machine.run(
                [zip, "-q", "-X", target, "-@"], input: names.map { "\($0)\n" }.joined(), directory: place)
        } else {
            var command = [try await machine.require("tar"), "-C", place, "--no-recursion", "--null", "-T", "-"]
            if let compressor = Self.compressors[format] {
                command.append("--use-compress-program=\(try await machine.require(compressor))")
            }
            result = try await machine.run(
                command + ["-cf", dest], input: names.map { "\($0)\0" }.joined())
        }
        guard result.succeeded else {
            let kind = format == "zip" || format == "tar" ? format : "tar.\(format)"
            throw ModuleFailure("Error when writing \(kind) archive at \(dest): \(result.errorText.trimmed())")
        }
        return members
    }

    private func absolute(_ path: String) async throws(ModuleFailure) -> String {
        try await machine.attempt { base async throws(SystemError) in try await base.realPath(path) }
    }
}
