import Modules
import System
import Values

/// The digest that a download is to have, as `algorithm:digest` or `algorithm:URL of a list` gives it.
struct Checksum: Sendable {
    let algorithm: DigestAlgorithm
    let digest: String

    /// Nil where the task names none.
    init?(
        _ arguments: Arguments, _ options: URLOptions, _ url: String, _ values: Dict, on system: some System,
        in context: ModuleContext
    ) async throws(ModuleFailure) {
        guard let text = arguments.string("checksum"), !text.isEmpty else { return nil }
        guard let (name, rest) = text.cut(at: ":") else {
            throw ModuleFailure("The checksum parameter has to be in format <algorithm>:<checksum>", values: values)
        }
        guard let algorithm = DigestAlgorithm(rawValue: name.lowercased()) else {
            let known = DigestAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
            throw ModuleFailure(
                "Could not hash file '\(arguments.string("dest") ?? "")' with algorithm '\(name)'. Available algorithms: \(known)"
            )
        }
        self.algorithm = algorithm
        var written = rest
        if rest.hasPrefix("http://") || rest.hasPrefix("https://") {
            let answer = try await options.send("GET", rest, on: system)
            guard answer.response.status == 200 else {
                throw ModuleFailure(
                    "Request failed",
                    values: [
                        "status_code": .int(answer.response.status), "url": .string(URLPassword.hidden(in: rest)),
                        "response": URLOptions.info(answer)["msg"] ?? "", "elapsed": 0,
                        "dest": values["dest"] ?? .none,
                    ])
            }
            let name = URLReference.fileName(url)
            let list = String(decoding: answer.response.body, as: UTF8.self)
            guard let found = Self.digest(of: name, in: list.lines) else {
                throw ModuleFailure("Unable to find a checksum for file '\(name)' in '\(URLPassword.hidden(in: rest))'")
            }
            written = found
        } else if rest.hasPrefix("ftp://") || rest.hasPrefix("file:") {
            throw ModuleFailure("a checksum list is read by http and https only: \(rest)")
        }
        digest = written.filter { $0.isLetter || $0.isNumber || $0 == "_" }.lowercased()
        guard !digest.isEmpty, digest.allSatisfy(\.isHexDigit) else {
            throw ModuleFailure("The checksum format is invalid", values: values)
        }
    }

    /// From lines as sha256sum(1) writes them, in its own form or in BSD's; a single word is the digest itself.
    private static func digest(of name: String, in lines: [String]) -> String? {
        if lines.count == 1, lines[0].words.count == 1 { return lines[0] }
        for line in lines {
            if let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close,
                let digest = line[close...].cut(at: "=")?.after
            {
                if line[line.index(after: open)..<close] == name { return digest.trimmed() }
                continue
            }
            guard let (digest, path) = line.cut(at: " ") ?? line.cut(at: "\t") else { continue }
            var file = path.trimmed()[...]
            if file.hasPrefix("*") { file.removeFirst() }
            while file.hasPrefix(".") || file.hasPrefix("/") { file.removeFirst() }
            if file == name { return digest }
        }
        return nil
    }
}
