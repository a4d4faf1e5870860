import Values

/// Where in `Root` a keyword's value is kept.
typealias ValuePath<Root> = any WritableKeyPath<Root, Value?> & Sendable
