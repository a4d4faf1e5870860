import Testing

@testable import Modules

/// The expected answers are those of Python's fnmatch.
@Suite struct WildcardTests {
    @Test(arguments: [
        ("abc", "a*", true), ("abc", "*c", true), ("abc", "a?c", true), ("abc", "a?d", false), ("abc", "[a-c]bc", true),
        ("abc", "[!a]bc", false), ("a]c", "a[]]c", true), ("a[c", "a[c", true), ("", "*", true), ("abc", "", false),
        ("aXbXc", "a*b*c", true), ("1.2.3-4", "1.2*", true), ("ab", "a[b-a]", false),
    ]) func matches(_ name: String, _ pattern: String, _ expected: Bool) {
        #expect(Wildcard.matches(name, pattern) == expected)
    }
}
