import Glibc

/// Text for standard error.
func complain(_ text: String) {
    var text = text.hasSuffix("\n") ? text : text + "\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
