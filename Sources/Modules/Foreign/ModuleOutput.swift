public import Values

/// What a module that is no native one printed and how it ended, as the answer to its request carries it.
public struct ModuleOutput: Sendable {
    private static let key: Value = "_swiftplay_output"
    private static let interpretersKey: Value = "_swiftplay_interpreters"

    /// The exit status, or minus the number of the signal that ended it.
    public var status: Int
    public var output: String
    public var error: String

    public init(status: Int, output: String, error: String) {
        self.status = status
        self.output = output
        self.error = error
    }

    /// As the shell would say it of a program that is not there.
    public init(notFound interpreter: String) {
        self.init(status: 127, output: "", error: "/bin/sh: 1: \(interpreter): not found\n")
    }

    /// Nil where `answer` is a native module's result.
    public init?(_ answer: Dict) {
        guard let values = answer[Self.key]?.sequence, values.count == 3, case .int(let status) = values[0] else {
            return nil
        }
        self.init(status: status, output: values[1].text ?? "", error: values[2].text ?? "")
    }

    public var answer: Dict { [Self.key: [.int(status), .string(output), .string(error)]] }

    /// Notes in an answer which interpreters were found where one had to be discovered.
    static func note(_ interpreters: [String], in answer: inout Dict) {
        answer[interpretersKey] = .list(interpreters.map { .string($0) })
    }

    /// Takes that note out of an answer; nil where there was nothing to discover.
    public static func takeInterpreters(from answer: inout Dict) -> [String]? {
        answer.removeValue(forKey: interpretersKey)?.sequence?.compactMap(\.text)
    }
}
