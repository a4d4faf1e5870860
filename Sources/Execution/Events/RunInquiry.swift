public import Values

/// What may be asked of a run while an event of it is told: hosts, groups, variables and tasks, as callbacks in Python
/// ask for them.
///
/// A question is a dictionary with `ask`, the kind of thing wanted, and what names it; nothing is known of other kinds.
public protocol RunInquiry: Sendable {
    func answer(_ question: Dict) -> Value
}

/// The answers without the run's secrets.
struct MaskedInquiry: RunInquiry {
    let inquiry: any RunInquiry
    let mask: SecretMask

    func answer(_ question: Dict) -> Value { mask.hidden(in: inquiry.answer(question)) }
}
