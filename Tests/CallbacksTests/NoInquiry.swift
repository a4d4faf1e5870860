import Execution
import Values

/// Knows nothing of the run.
struct NoInquiry: RunInquiry {
    func answer(_ question: Dict) -> Value { .none }
}
