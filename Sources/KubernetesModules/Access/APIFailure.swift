import Modules
import System
import Values

/// Why the API, or the way to it, refused a request.
struct APIFailure: Error {
    /// The status of HTTP; nil where no answer came.
    let status: Int?
    /// The reason that goes with the status: `Not Found`, `Conflict`.
    let reason: String?
    let message: String

    /// What the API calls its refusals, with the statuses of HTTP that they come with
    /// (https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md).
    private static let statuses: [String: (Int, String)] = [
        "NotFound": (404, "Not Found"), "AlreadyExists": (409, "Conflict"), "Conflict": (409, "Conflict"),
        "Invalid": (422, "Unprocessable Entity"), "Forbidden": (403, "Forbidden"),
        "Unauthorized": (401, "Unauthorized"), "BadRequest": (400, "Bad Request"),
        "MethodNotAllowed": (405, "Method Not Allowed"), "NotAcceptable": (406, "Not Acceptable"),
        "UnsupportedMediaType": (415, "Unsupported Media Type"), "TooManyRequests": (429, "Too Many Requests"),
        "InternalError": (500, "Internal Server Error"), "ServiceUnavailable": (503, "Service Unavailable"),
        "Timeout": (504, "Gateway Timeout"), "ServerTimeout": (500, "Internal Server Error"), "Gone": (410, "Gone"),
        "Expired": (410, "Gone"), "RequestEntityTooLarge": (413, "Request Entity Too Large"),
    ]

    init(message: String, status: Int? = nil, reason: String? = nil) {
        (self.message, self.status, self.reason) = (message, status, reason)
    }

    /// Reads a refusal as the API sends it; nil where the answer is another's.
    init?(_ response: HTTPResponse) {
        guard let status = (try? JSON.parse(response.body))?.mapping, status["kind"] == "Status",
            let message = status["message"]?.text
        else { return nil }
        self.init(message: message, status: response.status, reason: response.reason)
    }

    /// Reads what kubectl says of a refusal.
    init(_ result: CommandResult) {
        let text = result.errorText.trimmed()
        let lines = text.lines.filter { !$0.hasPrefix("Warning: ") && !$0.hasPrefix("Flag --") }
        let said = lines.joined(separator: "\n")
        if let (before, rest) = said.halves(around: "Error from server ("), before.isEmpty,
            let (word, message) = rest.halves(around: "): ")
        {
            let known = Self.statuses[word]
            self.init(message: message, status: known?.0, reason: known?.1)
        } else if said.hasPrefix("The "), let (subject, causes) = said.halves(around: " is invalid: ") {
            // kubectl lists several causes one a line.
            let list = causes.lines.map { $0.hasPrefix("* ") ? String($0.dropFirst(2)) : $0 }.filter { !$0.isEmpty }
            let text = list.count > 1 ? "[\(list.joined(separator: ", "))]" : list.first ?? ""
            self.init(
                message: "\(subject.dropFirst(4)) is invalid: \(text)", status: 422, reason: "Unprocessable Entity")
        } else if said.hasPrefix("The request is invalid") {
            // The API names no object: what it said may be left out.
            let message = said.halves(around: "invalid: ")?.after
            self.init(
                message: message ?? "the server rejected our request due to an error in our request", status: 422,
                reason: "Unprocessable Entity")
        } else if let (_, conflicts) = said.halves(around: "error: Apply failed with ") {
            // Advice for those at a terminal follows.
            let message = conflicts.halves(around: "\nPlease review")?.before ?? conflicts
            self.init(message: "Apply failed with \(message)", status: 409, reason: "Conflict")
        } else if said.contains("(Unauthorized)") {
            self.init(message: "Unauthorized", status: 401, reason: "Unauthorized")
        } else {
            var text = said
            for prefix in ["error: ", "Error from server: ", "Error: "] where text.hasPrefix(prefix) {
                text = String(text.dropFirst(prefix.count))
            }
            self.init(message: text)
        }
    }

    var isNotFound: Bool { status == 404 }

    /// The failure of a module: `purpose`, then what the API said.
    func failure(_ purpose: String) -> ModuleFailure { ModuleFailure("\(purpose): \(message)") }

    /// The same with the `reason`, as `k8s` gives it.
    func reasonedFailure(_ purpose: String) -> ModuleFailure {
        ModuleFailure("\(purpose): \(message)", values: reason.map { ["reason": .string($0)] } ?? [:])
    }

    /// The same with `error`, `status` and `reason`, as some modules give them.
    func detailedFailure(_ purpose: String) -> ModuleFailure {
        let code: Value = status.map { .int($0) } ?? ""
        return ModuleFailure(
            "\(purpose): \(message)",
            values: ["error": code, "status": code, "reason": .string(reason ?? "")])
    }
}
