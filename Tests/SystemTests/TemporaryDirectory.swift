import Glibc
import Testing

/// A directory for one test, removed with all that is in it when the test is over.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/swiftplay-test-XXXXXX".utf8CString)
        path = String(cString: try #require(mkdtemp(&template)))
    }

    deinit { _ = Glibc.system("rm -rf '\(path)'") }

    subscript(name: String) -> String { "\(path)/\(name)" }
}
