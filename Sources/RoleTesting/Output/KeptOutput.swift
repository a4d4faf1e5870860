import Callbacks
import Synchronization

/// Keeps output until it is asked for.
final class KeptOutput: ProgramOutput {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    func write(_ text: String, isError: Bool) { kept.withLock { $0 += text } }

    func end(status: Int32) {}
}

/// Keeps output and passes it on as well.
final class CopiedOutput: ProgramOutput {
    private let next: any ProgramOutput
    private let kept = KeptOutput()

    init(_ next: any ProgramOutput) { self.next = next }

    var text: String { kept.text }

    func write(_ text: String, isError: Bool) {
        kept.write(text, isError: isError)
        next.write(text, isError: isError)
    }

    func end(status: Int32) { next.end(status: status) }
}
