import Modules
import Testing
import Values

@testable import Execution

/// Failures that a module tells as an exception.
@Suite struct ModuleExceptionTests {
    @Test func causesAreTold() throws {
        func event(_ message: String, _ cause: String) -> String {
            """
            {"__ansible_type": "Event", "msg": "\(message)",
             "chain": {"__ansible_type": "EventChain", "event": \(cause), "follow": true}}
            """
        }
        let three = #"{"__ansible_type": "Event", "msg": "three"}"#
        let summary = event("one", event("two", three))
        let text = #"{"failed": true, "exception": {"__ansible_type": "ErrorSummary", "event": \#(summary)}}"#
        let output = ModuleOutput(status: 1, output: text, error: "")
        let result = ModuleResult(output: output, interpreter: nil, refusesSurrogates: true).result()
        #expect(result["msg"]?.text == "Task failed: Module failed: one: two: three")
    }

    @Test(arguments: [true, false]) func tracebacksAreKeptWhereTheyAreAskedFor(_ keeps: Bool) {
        let event = #"{"__ansible_type": "Event", "msg": "one", "formatted_traceback": "Traceback of one"}"#
        let text = #"{"failed": true, "exception": {"__ansible_type": "ErrorSummary", "event": \#(event)}}"#
        let output = ModuleOutput(status: 1, output: text, error: "")
        let result = ModuleResult(
            output: output, interpreter: nil, refusesSurrogates: true, keepsTraceback: keeps
        ).result()
        #expect(result.traceback == (keeps ? "Traceback of one" : nil))
        #expect(result["msg"]?.text == "Task failed: Module failed: one")
    }
}
