import Values

/// One request to a cluster's API: as HTTP has it, and as kubectl's words.
struct APIRequest {
    var method: String
    /// Path and query; nil where kubectl alone knows them.
    var path: String?
    var object: Value?
    var contentType = "application/json"
    /// What kubectl is run with; it reads the object as its input.
    var words: [String]

    static func get(_ path: String) -> APIRequest {
        APIRequest(method: "GET", path: path, words: ["get", "--raw", path])
    }

    /// - Parameters:
    ///   - method: `POST`, `PUT` or `DELETE`.
    ///   - verb: what kubectl calls it: `create`, `replace`, `delete`.
    static func raw(_ method: String, _ verb: String, _ path: String, _ object: Value) -> APIRequest {
        APIRequest(method: method, path: path, object: object, words: [verb, "--raw", path, "--filename", "-"])
    }
}
