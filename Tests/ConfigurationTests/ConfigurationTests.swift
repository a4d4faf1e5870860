import Foundation
import Testing

@testable import Configuration

/// Where settings come from, and what they are read as.
@Suite struct ConfigurationTests {
    /// A configuration in a folder of its own.
    private func configuration(_ file: String?, _ environment: [String: String] = [:]) throws -> Configuration {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).resolvingSymlinksInPath()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try file?.write(to: folder.appending(path: "ansible.cfg"), atomically: true, encoding: .utf8)
        return Configuration(
            environment: ["HOME": folder.appending(path: "home").path].merging(environment) { $1 },
            directory: folder.path)
    }

    @Test func environmentWinsOverFileWinsOverDefault() throws {
        #expect(try configuration(nil).int("DEFAULT_FORKS") == 50)
        let file = "[defaults]\nforks = 7\n"
        #expect(try configuration(file).int("DEFAULT_FORKS") == 7)
        #expect(try configuration(file, ["ANSIBLE_FORKS": "9"]).int("DEFAULT_FORKS") == 9)
    }

    @Test func onlyWhatIsGivenIsSet() throws {
        let configuration = try configuration("[defaults]\nforks = 7\n")
        #expect(configuration.isSet("DEFAULT_FORKS"))
        #expect(!configuration.isSet("DEFAULT_STRATEGY"))
        #expect(configuration.string("DEFAULT_STRATEGY") == "linear")
    }

    @Test func theFileOfTheEnvironmentComesFirst() throws {
        let other = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: other) }
        try "[defaults]\nforks = 3\n".write(to: other, atomically: true, encoding: .utf8)
        let configuration = try configuration("[defaults]\nforks = 7\n", ["ANSIBLE_CONFIG": other.path])
        #expect(configuration.int("DEFAULT_FORKS") == 3)
        #expect(configuration.file == other.path)
    }

    @Test(arguments: [
        ("yes", true), ("True", true), ("1", true), ("on", true), ("t", true), ("no", false), ("0", false),
        ("off", false), ("false", false),
    ])
    func booleans(_ word: String, _ flag: Bool) throws {
        #expect(try configuration("[defaults]\nnocolor = \(word)\n").bool("ANSIBLE_NOCOLOR") == flag)
    }

    @Test func listsAreCutAtCommas() throws {
        let configuration = try configuration("[defaults]\ncallbacks_enabled = timer, profile_tasks,\n")
        #expect(configuration.list("CALLBACKS_ENABLED") == ["timer", "profile_tasks"])
    }

    @Test func wrongNumbersAreNamed() throws {
        let configuration = try configuration(nil, ["ANSIBLE_FORKS": "many"])
        #expect(configuration.problems.count == 1)
        #expect(configuration.problems.first?.contains("DEFAULT_FORKS") == true)
    }

    @Test func secretsAreMaskedUnlessASettingSaysNo() throws {
        #expect(try configuration(nil).bool("MASK_SECRETS"))
        #expect(try !configuration("[swiftplay]\nmask_secrets = no\n").bool("MASK_SECRETS"))
        #expect(try !configuration(nil, ["SWIFTPLAY_MASK_SECRETS": "0"]).bool("MASK_SECRETS"))
    }

    /// Each setting stands once in the table, and no two share a variable of the environment.
    @Test func settingsAreUnique() {
        let names = Setting.table.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
