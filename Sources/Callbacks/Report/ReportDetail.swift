import Values

/// What a report shows of one result: its message, what its program printed, its differences and its error.
struct ReportDetail {
    private static let limit = 8 << 10

    var message = ""
    var output = ""
    var difference = ""
    var error = ""

    /// - Parameter record: the record of a result.
    init(_ record: Dict) {
        let result = record["result"]?.mapping ?? [:]
        message = Self.cut(result["censored"]?.text ?? Self.text(result["msg"]))
        error = Self.cut(record["error"]?.mapping?["text"]?.text ?? "")
        // The items of a loop, each by what it says of itself.
        let results = (result["results"]?.sequence ?? []).compactMap(\.mapping)
        output = Self.cut(
            results.isEmpty ? Self.output(of: result) : results.compactMap(Self.line).joined(separator: "\n"))
        difference = Self.cut(
            (results.isEmpty ? [result] : results).filter { $0["changed"] == true || results.isEmpty }
                .map { DiffText(context: 3).text(ofResult: $0).plain }.joined())
    }

    var isEmpty: Bool { message.isEmpty && output.isEmpty && difference.isEmpty && error.isEmpty }

    var texts: [String] { [message, output, difference, error] }

    private static func output(of result: Dict) -> String {
        let (output, errors) = (text(result["stdout"]), text(result["stderr"]))
        return errors.isEmpty ? output : output.isEmpty ? errors : output + "\n" + errors
    }

    private static func line(of item: Dict) -> String? {
        let isFailed = item["failed"] == true || item["unreachable"] == true
        guard isFailed || item["changed"] == true else { return nil }
        let name = item["ansible_loop_var"].flatMap { item[$0] }.map(text) ?? ""
        let said = [text(item["msg"]), output(of: item)].filter { !$0.isEmpty }.joined(separator: "\n")
        return "\(isFailed ? "failed" : "changed"): \(name)" + (said.isEmpty ? "" : "\n" + said)
    }

    private static func text(_ value: Value?) -> String {
        switch value {
        case nil, Value.none?: ""
        case .string(let text)?: text
        case let value?: ResultText.json(value, indent: 2)
        }
    }

    /// The beginning and the end of what is too long.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        let half = limit / 2
        return String(decoding: text.utf8.prefix(half), as: UTF8.self) + "\n…\n"
            + String(decoding: text.utf8.suffix(half), as: UTF8.self)
    }
}
