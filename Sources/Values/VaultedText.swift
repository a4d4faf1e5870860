public import Diagnostics
import Synchronization

/// Text of a `!vault` value: opened when it is first used, then kept. It is never a template, whatever it holds.
public final class VaultedText: ValueObject {
    /// How the message begins for one that no secret opens.
    public static let failure = "Attempt to use undecryptable variable"

    public let ciphertext: String
    /// Where it was written.
    public let span: Span?
    private let open: @Sendable (String) throws(ValueError) -> String
    private let opened = Mutex<String?>(nil)

    public init(
        _ ciphertext: String, span: Span?,
        open: @escaping @Sendable (String) throws(ValueError) -> String
    ) {
        self.ciphertext = ciphertext
        self.span = span
        self.open = open
    }

    /// The plain text. Throws what the opener throws.
    public func string() throws(ValueError) -> String {
        if let text = opened.withLock({ $0 }) { return text }
        let text: String
        do throws(ValueError) { text = try open(ciphertext) } catch {
            var failure = ValueError(error.kind, "\(Self.failure): \(error.message)")
            failure.origin = span.map(ValueError.Origin.init)
            throw failure
        }
        opened.withLock { $0 = text }
        return text
    }

    public var typeName: String { "str" }
    public func truth() -> Bool { (try? string())?.isEmpty == false }
    public func representation() throws(ValueError) -> String { try string().representation }
    public func plain() throws(ValueError) -> Value? { .string(try string()) }
    public func count() throws(ValueError) -> Int? { try string().codePointCount }
    public func elements() throws(ValueError) -> [Value]? { try Value.string(try string()).elements() }
    public func item(_ key: Value) throws(ValueError) -> Value? { try Value.string(try string()).item(key) }

    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        let text = Value.string(try string())
        return reflected ? try Value.apply(operation, other, text) : try Value.apply(operation, text, other)
    }

    public func order(relativeTo other: Value) throws(ValueError) -> Int? {
        let text = Value.string(try string())
        if text == other { return 0 }
        return try Value.compare(.less, text, other) ? -1 : 1
    }

    public func isEqual(to other: Value) -> Bool {
        guard let text = try? string() else { return false }
        return Value.string(text) == other
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(Value.string((try? string()) ?? ciphertext)) }
}

extension Value {
    /// The plain text of a vaulted text; any other value as it is. Throws what the opener throws.
    @inline(__always)
    public func opened() throws(ValueError) -> Value {
        guard case .object(let object) = self, let text = object as? VaultedText else { return self }
        return .string(try text.string())
    }
}
