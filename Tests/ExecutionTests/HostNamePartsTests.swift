import Testing

@testable import Execution

/// Secrets that are part of a host's name are no secrets; each host of a run asks for its own.
@Suite struct HostNamePartsTests {
    @Test(arguments: [
        ("web", true), ("web1.example", true), ("1.ex", true), ("", true), ("web3", false), ("example.orga", false),
        ("größe", true), ("xweb1", false),
    ])
    func partsAreFound(text: String, isPart: Bool) {
        var parts = HostNameParts(["web1.example.org", "web2.example.org", "größe"])
        for _ in 0..<2 { #expect(parts.contain(text) == isPart) }
    }

    @Test func noNamesHaveNoParts() {
        var parts = HostNameParts([])
        #expect(!parts.contain("x") && !parts.contain(""))
    }

    /// Twice the hosts, each with a secret of its own: twice the work.
    @Test func theWorkGrowsWithTheHosts() {
        func work(_ count: Int) -> Int {
            let names = (0..<count).map { "host\($0 + 10_000)" }
            var parts = HostNameParts(names)
            for name in names {
                #expect(!parts.contain("secret-of-\(name)") && !parts.contain(String(name.reversed())))
            }
            return parts.work
        }
        #expect(work(400) > 0 && work(800) <= 2 * work(400))
    }
}
