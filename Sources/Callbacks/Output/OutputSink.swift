/// Takes the text of a run in place of the terminal.
public protocol OutputSink: Sendable {
    /// - Parameter isError: whether it is for standard error.
    func write(_ text: String, isError: Bool)
}
