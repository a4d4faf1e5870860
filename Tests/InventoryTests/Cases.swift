import Diagnostics
import Foundation
import Loading
import Synchronization
import TemplatePlugins
import Values

@testable import Inventory

/// The case directories and what reads them.
enum Cases {
    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static func expected(_ name: String) throws -> Value {
        let data = try Data(contentsOf: directory.appending(path: name).appending(path: "expected.json"))
        return try JSON.parse([UInt8](data))
    }

    /// The inventory of a case, as if the case's directory were the current one.
    static func inventory(_ name: String, _ sources: [String], _ warnings: Warnings = Warnings()) throws -> (
        Inventory, InventoryVariables
    ) {
        let root = directory.appending(path: name).path
        return try load(sources.map { $0.contains(",") ? $0 : "\(root)/\($0)" }, warnings)
    }

    static func load(_ sources: [String], _ warnings: Warnings = Warnings()) throws -> (Inventory, InventoryVariables) {
        var context = InventoryContext(files: DataLoader())
        context.report = { if $0.severity != .deprecation { warnings.add($0.briefMessage) } }
        return (try Inventory.parse(sources, context), InventoryVariables(context))
    }

    /// The inventory of a file with this text.
    static func inventory(text: String, name: String = "hosts", _ warnings: Warnings = Warnings()) throws -> Inventory {
        let root = FileManager.default.temporaryDirectory.appending(path: "inventory-\(UUID())")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: root.appending(path: name))
        return try load([root.appending(path: name).path], warnings).0
    }
}

final class Warnings: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var all: [String] { texts.withLock { $0 } }
}
