import Foundation
import Testing
import Values

@testable import Inventory

/// Inventories of every kind, against what ansible-inventory printed.
@Suite struct ListingTests {
    static let names = [
        "ini", "yaml", "json", "script", "script-host", "dir", "several", "list", "toml", "constructed", "generator",
    ]
    static let forms = ["list", "export", "yaml", "yaml-export", "graph", "graph-vars"]

    @Test(arguments: names, forms) func listsLikeAnsible(_ name: String, _ form: String) throws {
        let expected = try #require(try Cases.expected(name).mapping)
        let sources = expected["sources"]?.sequence?.compactMap(\.text) ?? []
        let warnings = Warnings()
        let (inventory, variables) = try Cases.inventory(name, sources, warnings)
        #expect(warnings.all.isEmpty)
        let listing = try InventoryListing(
            inventory, variables: variables, playDirectory: nil, exports: form.contains("export"))
        let text =
            switch form {
            case "list", "export": try listing.list()
            case "yaml", "yaml-export": try listing.list(form: .yaml)
            default: try listing.graph(showsVariables: form == "graph-vars") ?? ""
            }
        let got = text.split(separator: "\n"), wanted = (expected[.string(form)]?.text ?? "").split(separator: "\n")
        for (number, (got, wanted)) in zip(got, wanted).enumerated() { try #require(got == wanted, "line \(number)") }
        #expect(got.count == wanted.count)
    }
}
