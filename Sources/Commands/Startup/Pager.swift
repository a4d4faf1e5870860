import Configuration
import Glibc

/// Shows a long text: through the pager where somebody watches, else as it is.
struct Pager {
    let configuration: Configuration

    func show(_ text: String) {
        let pager = configuration.string("PAGER") ?? "less"
        guard isatty(STDOUT_FILENO) != 0, !pager.isEmpty else {
            print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
            return
        }
        if pager.contains("less") { setenv("LESS", "FRSX", 1) }
        guard let result = Program(["/bin/sh", "-c", pager], input: Bytes(text.utf8)).run(), result.status != 127 else {
            print(text)
            return
        }
    }
}
