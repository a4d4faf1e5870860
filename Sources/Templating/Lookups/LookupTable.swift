package import Jinja
package import Values

/// The lookups that are built in, by all their names.
public struct LookupTable: Sendable {
    package let rows: [String: LookupRow]

    /// No lookup at all.
    public static let none = LookupTable(rows: [:])

    package init(rows: [String: LookupRow]) { self.rows = rows }

    /// Whether there is a lookup of that name, for `with_NAME`.
    public func has(_ name: String) -> Bool { rows[name] != nil }
}

/// A line of the table of lookups.
package struct LookupRow: Sendable {
    package typealias Body = @Sendable (LookupCall) throws(TemplateError) -> [Value]

    package let name: String
    /// Whether it wants undefined terms and options itself.
    package let acceptsUndefined: Bool
    package let body: Body

    package init(_ name: String, acceptsUndefined: Bool = false, _ body: @escaping Body) {
        self.name = name
        self.acceptsUndefined = acceptsUndefined
        self.body = body
    }
}
