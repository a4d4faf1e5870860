/// A value of the playbook language, with Python's kinds.
///
/// Lists and dicts have Python's reference semantics while a template runs: they are retained boxes that several
/// values may share. A container that has left the template that made it is never mutated again, so copies are cheap.
public enum Value: Sendable {
    /// What a missing name gives; carries which name and where, so that the first use can say so.
    case undefined(Undefined)
    case none
    case bool(Bool)
    case int(Int)
    /// An integer outside Int's range, never one inside it.
    case bigInt(BigInteger)
    case double(Double)
    /// Plain text. Never rendered, whatever it holds: results, facts and lookups arrive as this case.
    case string(String)
    /// Text that an author wrote and that is to be rendered: only the YAML builder and the command line make it. Without
    /// the marks of templates it is plain text that is known to be an author's wherever it stands.
    case template(Template)
    case list(ValueList)
    case tuple(ValueTuple)
    case dict(ValueDict)
    /// Whatever else a template can hold: `loop`, namespaces, macros, host views, dates, bytes, vaulted text.
    case object(any ValueObject)
}
