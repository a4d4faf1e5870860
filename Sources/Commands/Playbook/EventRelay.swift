import Callbacks
import Diagnostics
import Execution
import Synchronization

/// Passes events on to the outputs of a run, once they are loaded; until then only what is wrong or doubtful is shown.
final class EventRelay: EventSink {
    private let display: Display
    private let sink = Mutex<(any EventSink)?>(nil)

    init(_ display: Display) { self.display = display }

    func begin(_ sink: any EventSink) { self.sink.withLock { $0 = sink } }

    var wantsDetails: Bool { sink.withLock { $0?.wantsDetails ?? false } }

    func receive(_ event: Event) {
        if let sink = sink.withLock({ $0 }) { return sink.receive(event) }
        if case .diagnostic(let diagnostic) = event { display.show(diagnostic) }
    }
}
