/// The tests of a JUnit file as pytest writes it.
struct PytestReport {
    struct Test {
        var name: String
        var file: String
        var seconds: Double
        var status = TaskResult.Status.ok
        var message = ""
    }

    private(set) var tests: [Test] = []

    init(_ text: String) {
        for part in text.split(separator: "<testcase ").dropFirst() {
            let head = part.prefix { $0 != ">" }
            let attributes = " " + head
            let body = part.dropFirst(head.count + 1)
            func attribute(_ name: String, in text: Substring) -> String {
                guard let start = text.firstRange(of: " \(name)=\"") else { return "" }
                return Self.plain(text[start.upperBound...].prefix { $0 != "\"" })
            }
            let place = attribute("classname", in: attributes[...]).replacing(".", with: "/")
            var test = Test(
                name: attribute("name", in: attributes[...]), file: place.isEmpty ? "" : place + ".py",
                seconds: Double(attribute("time", in: attributes[...])) ?? 0)
            for (word, status) in [("<failure", TaskResult.Status.failed), ("<error", .failed), ("<skipped", .skipped)]
            {
                guard !head.hasSuffix("/"), let start = body.firstRange(of: word) else { continue }
                let rest = body[start.upperBound...]
                test.status = status
                let whole = rest.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
                test.message = status == .skipped ? attribute("message", in: rest) : Self.plain(whole)
                break
            }
            tests.append(test)
        }
    }

    private static func plain(_ text: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#10;", "\n"), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
