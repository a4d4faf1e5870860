import Modules
import System
import Values

/// A `multipart/form-data` body (RFC 7578) from a dict of fields: texts, or dicts with `filename`, `content`,
/// `mime_type` and `multipart_encoding`.
struct MultipartForm: Sendable {
    private(set) var bytes: [UInt8] = []
    let type: String

    init(
        _ body: Value, on system: some System, _ contents: any ContentSource
    ) async throws(ModuleFailure) {
        guard let fields = body.mapping else {
            throw Self.malformed("Mapping is required, cannot be type \(body.typeName)")
        }
        let boundary = "===============" + String(UInt64.random(in: 1...9_999_999_999_999_999)) + "=="
        type = "multipart/form-data; boundary=\"\(boundary)\""
        for (key, value) in fields {
            let name = (try? key.string()) ?? ""
            var disposition = "Content-Disposition: form-data; name=\"\(name)\""
            var headers: [String] = []
            var content: [UInt8]
            if let dict = value.mapping {
                let fileName = dict["filename"]?.text
                if contents.describe("field \(name)") != nil {
                    content = try await contents.bytes("field \(name)")
                } else if let text = dict["content"]?.text {
                    content = Array(text.utf8)
                } else if let fileName {
                    content = try await Files(system).read(fileName)
                } else {
                    throw Self.malformed("at least one of filename or content must be provided")
                }
                if let fileName { disposition += "; filename=\"\(fileName.baseName)\"" }
                headers.append(
                    "Content-Type: \(dict["mime_type"]?.text ?? (fileName == nil ? "text/plain" : "application/octet-stream"))"
                )
                if dict["multipart_encoding"]?.text == "base64" {
                    content = Array(Base64.encode(content).utf8)
                    headers.append("Content-Transfer-Encoding: base64")
                }
            } else {
                guard let text = value.text else {
                    throw Self.malformed("value must be a string, or mapping, cannot be type \(value.typeName)")
                }
                content = Array(text.utf8)
                headers.append("Content-Type: text/plain; charset=\"utf-8\"")
            }
            let head = (["--\(boundary)"] + headers + [disposition, "", ""]).joined(separator: "\r\n")
            bytes += Array(head.utf8) + content + [13, 10]
        }
        bytes += Array("--\(boundary)--\r\n".utf8)
    }

    private static func malformed(_ reason: String) -> ModuleFailure {
        ModuleFailure("failed to parse body as form-multipart: \(reason)")
    }
}
