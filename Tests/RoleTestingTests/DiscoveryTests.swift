import Diagnostics
import Foundation
import Testing

@testable import RoleTesting

/// Which scenario files a directory and a name stand for.
@Suite struct DiscoveryTests {
    /// A directory with these files, taken away afterwards.
    private func inProject(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        try body(folder.path(percentEncoded: false).trimmingSuffix("/"))
    }

    private func discovery(_ directory: String, _ environment: [String: String] = [:]) -> Discovery {
        Discovery(
            directory: directory, environment: environment, collection: CollectionMetadata(in: directory))
    }

    private func names(_ files: [String], in directory: String) -> [String] {
        files.map { FilePath.relative($0, to: directory) }
    }

    @Test func rolesHaveTheirScenariosInMolecule() throws {
        try inProject(["molecule/b/molecule.yml": "", "molecule/a/molecule.yml": "", "molecule/c/other.yml": ""]) {
            let found = try discovery($0).all()
            #expect(names(found, in: $0) == ["molecule/a/molecule.yml", "molecule/b/molecule.yml"])
            let named = try discovery($0).named("b")
            #expect(names(named, in: $0) == ["molecule/b/molecule.yml"])
        }
    }

    @Test func collectionsHaveThemInExtensionsAtAnyDepth() throws {
        let files = [
            "galaxy.yml": "namespace: acme\nname: goods\n", "extensions/molecule/one/molecule.yml": "",
            "extensions/molecule/group/two/molecule.yml": "", "extensions/molecule/.hidden/molecule.yml": "",
        ]
        try inProject(files) { (directory: String) throws in
            let discovery = discovery(directory)
            #expect(try discovery.all().count == 3)
            #expect(try discovery.named("group/*").map(Discovery.scenarioName) == ["group/two"])
            #expect(try discovery.named("{one,nothing}").map(Discovery.scenarioName) == ["one"])
        }
    }

    @Test func namesThatLeadOutOfTheProjectAreRefused() throws {
        try inProject(["molecule/a/molecule.yml": ""]) { directory in
            for name in ["../a", "/etc"] {
                #expect(throws: Diagnostic.self) { try discovery(directory).named(name) }
            }
        }
    }

    @Test func whatIsNotThereIsToldByItsPattern() throws {
        try inProject(["README": ""]) { directory in
            #expect {
                try discovery(directory).named("x")
            } throws: {
                ($0 as? Diagnostic)?.message == "'molecule/x/molecule.yml' glob failed.  Exiting."
            }
        }
    }

    @Test func patternOfTheEnvironmentCounts() throws {
        try inProject(["tests/deep/x/molecule.yml": ""]) {
            let found = try discovery($0, ["MOLECULE_GLOB": "tests/**/molecule.yml"]).all()
            #expect(names(found, in: $0) == ["tests/deep/x/molecule.yml"])
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
