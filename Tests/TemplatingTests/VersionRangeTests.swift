import TemplatePlugins
import Templating
import Testing

/// Specifiers of versions hold as the library `packaging` has them.
@Suite struct VersionRangeTests {
    @Test(arguments: [
        (">=2.15.0", "2.19.14", true), (">=2.15.0,<2.18", "2.19.14", false), (">=2.19,<2.20", "2.19.14", true),
        ("~=2.19", "2.19.14", true), ("~=2.19.3", "2.19.14", true), ("~=2.18.3", "2.19.14", false),
        ("==2.19.*", "2.19.14", true), ("!=2.19.*", "2.19.14", false), ("==2.19.14", "2.19.14", true),
        ("!=2.19.14", "2.19.14", false), (" >= 2.15 , != 2.19.13 ", "2.19.14", true), (">2.19.14", "2.19.14", false),
        ("<=2.19.14", "2.19.14", true), ("===2.19.14", "2.19.14", true), (">=2.9.10", "2.19.14", true),
        ("", "2.19.14", true),
    ]) func contains(_ range: String, _ version: String, _ isIn: Bool) {
        #expect(VersionRange(range)?.contains(version) == isIn)
    }

    @Test(arguments: ["2.15", ">=", ">=x", "=>2.15", ">=2.*"]) func refuses(_ range: String) {
        #expect(VersionRange(range) == nil)
    }
}
