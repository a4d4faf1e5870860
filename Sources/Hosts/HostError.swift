import Glibc

/// Why a host could not be made, found or entered: one line that names the cause, and what was printed last.
public struct HostError: Error, Sendable, CustomStringConvertible {
    public var message: String
    /// The last lines of what was run, oldest first.
    public var output: [String]
    /// The image that nothing stands for here, where that is the cause.
    public var missingImage: String?
    /// The port of this machine that a host publishes and that cannot be listened on, where that is the cause.
    var refusedPort: Int?

    public init(_ message: String, output: [String] = []) {
        self.message = message
        self.output = output
    }

    static func noImage(_ image: String, _ reason: String? = nil) -> HostError {
        var error = HostError("no image for \(image) here\(reason.map { " (\($0))" } ?? "")")
        error.missingImage = image
        return error
    }

    public var description: String { ([message] + output.map { "    \($0)" }).joined(separator: "\n") }

    static let cancelled = HostError("cancelled")

    /// The failure that `errno` names.
    static func last(_ operation: String, _ code: Int32) -> HostError {
        HostError("\(operation): \(String(cString: strerror(code)))")
    }

    /// The same cause, said of `what`.
    func of(_ what: String) -> HostError {
        var error = self
        error.message = "\(what): \(message)"
        return error
    }

    /// The last `count` lines of printed bytes.
    static func lastLines(_ bytes: [UInt8], _ count: Int = 12) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(count).map { line in
            String(line.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
        }
    }
}
