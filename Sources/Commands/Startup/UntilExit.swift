/// Keeps what a command has read until the process ends, which frees it all at once: taking it apart piece by piece
/// would only take time.
enum UntilExit {
    private final class Kept<Content> {
        let content: Content
        init(_ content: Content) { self.content = content }
    }

    static func keep<Content>(_ content: Content) {
        _ = Unmanaged.passRetained(Kept(content))
    }
}
