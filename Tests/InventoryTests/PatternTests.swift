import Diagnostics
import Foundation
import Testing
import Values

@testable import Inventory

/// Host patterns, against the hosts that `ansible --list-hosts` printed.
@Suite struct PatternTests {
    struct Case: CustomTestStringConvertible {
        let pattern: String
        let hosts: [String]
        let warnings: [String]
        var testDescription: String { pattern }
    }

    static let cases: [Case] = ((try? Cases.expected("patterns").sequence) ?? []).compactMap(\.mapping).map {
        Case(
            pattern: $0["pattern"]?.text ?? "", hosts: $0["hosts"]?.sequence?.compactMap(\.text) ?? [],
            warnings: $0["warnings"]?.sequence?.compactMap(\.text) ?? [])
    }

    @Test func casesAreThere() { #expect(Self.cases.count > 40) }

    @Test(arguments: cases) func selectsLikeAnsible(_ item: Case) throws {
        let (inventory, _) = try Cases.inventory("patterns", ["hosts"])
        var warnings: [String] = []
        let hosts = try inventory.hosts(matching: [item.pattern], warn: { warnings.append($0) })
        // Where `all` is one group of several, ansible-core's order is that of a hash table.
        if item.pattern.contains(where: { "[!&*".contains($0) }) || item.pattern.hasPrefix("all") {
            #expect(hosts.sorted() == item.hosts.sorted())
        } else {
            #expect(hosts == item.hosts)
        }
        #expect(warnings == item.warnings)
    }

    @Test func anIndexOutsideIsAnError() throws {
        let (inventory, _) = try Cases.inventory("patterns", ["hosts"])
        #expect(throws: Diagnostic.self) { try inventory.hosts(matching: ["web[9]"]) }
        #expect(throws: Diagnostic.self) { try inventory.hosts(matching: ["~("]) }
    }

    @Test(arguments: [
        (HostOrder.sorted, ["db1", "db2", "web3"]), (.reverseSorted, ["web3", "db2", "db1"]),
        (.inventory, ["db1", "db2", "web3"]), (.reverseInventory, ["web3", "db2", "db1"]),
    ]) func order(_ order: HostOrder, _ expected: [String]) throws {
        let (inventory, _) = try Cases.inventory("patterns", ["hosts"])
        #expect(try inventory.hosts(matching: ["db"], order: order) == expected)
    }

    @Test func limits() throws {
        let (inventory, _) = try Cases.inventory("patterns", ["hosts"])
        let limit = try Inventory.limitPatterns("@file.retry,web1") { path in
            path == "file.retry" ? "web3\n\n  db1 \n" : ""
        }
        #expect(limit == ["web3", "db1", "web1"])
        #expect(try inventory.hosts(matching: ["all"], limit: limit) == ["web1", "web3", "db1"])
    }
}
