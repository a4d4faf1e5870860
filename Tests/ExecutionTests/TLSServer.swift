import Foundation

/// An HTTPS server on loopback (`openssl s_server`) that gives the files of a directory of its own; its certificate is
/// signed by nobody but itself.
final class TLSServer {
    let directory: URL
    let port: Int
    private let process = Process()

    /// Serves `files` by their names.
    init(_ files: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: directory.appending(path: name), atomically: true, encoding: .utf8)
        }
        let maker = Process()
        Self.prepare(
            maker, directory,
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out cert.pem -days 2 "
                + "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1")
        try maker.run()
        maker.waitUntilExit()
        let output = Pipe()
        Self.prepare(process, directory, "s_server -accept 127.0.0.1:0 -cert cert.pem -key key.pem -WWW")
        process.standardOutput = output
        try process.run()
        // A line of what it says is `ACCEPT 127.0.0.1:PORT`.
        var said = ""
        var port: Int?
        while port == nil {
            let data = output.fileHandleForReading.availableData
            if data.isEmpty { break }
            said += String(decoding: data, as: UTF8.self)
            let line = said.split(separator: "\n").dropLast(said.hasSuffix("\n") ? 0 : 1).first {
                $0.hasPrefix("ACCEPT")
            }
            port = line?.split(separator: ":").last.flatMap { Int($0) }
        }
        self.port = port ?? 0
    }

    /// The file that holds its certificate.
    var authority: String { directory.appending(path: "cert.pem").path }

    func stop() {
        // It may have inherited that it heeds nothing weaker.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    private static func prepare(_ process: Process, _ directory: URL, _ arguments: String) {
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = directory
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
    }
}
