import Testing

@testable import RoleTesting

/// Command lines as Molecule reads them, and ours.
@Suite struct CommandLineTests {
    private func read(_ text: String, native: Bool = false) throws -> Invocation {
        try CommandReader(program: native ? "swiftplay test" : "molecule", isNative: native)
            .read(text.split(separator: " ").map(String.init))
    }

    private func end(_ text: String, native: Bool = false) -> String {
        do {
            _ = try read(text, native: native)
            return ""
        } catch CommandReader.End.misuse(let text) {
            return text
        } catch CommandReader.End.help(let text, _) {
            return text
        } catch {
            return "\(error)"
        }
    }

    @Test func optionsOfProgramAndCommand() throws {
        let given = try read(
            "-vv --debug -e vars.yml -c base.yml test -s a -s b -e c --no-report --destroy=never -p inst x")
        #expect(given.verbosity == 2 && given.debug && given.envFile == "vars.yml" && given.baseConfigs == ["base.yml"])
        #expect(given.command == "test" && given.scenarioNames == ["a", "b"] && given.excludes == ["c"])
        #expect(given.report == false && given.destroy == .never && given.platform == "inst" && given.words == ["x"])
    }

    @Test func everythingBehindTwoDashesIsForAnsible() throws {
        let given = try read("converge -s a -- -vvv --tags x")
        #expect(given.words == ["-vvv", "--tags", "x"])
    }

    @Test func hostOfLoginIsShort() throws { #expect(try read("login -h inst").host == "inst") }

    @Test func ownNameMeansTest() throws {
        let given = try read("--all --jobs 3 -v --junit r.xml", native: true)
        #expect(
            given.command == "test" && given.all && given.jobs == 3 && given.verbosity == 1 && given.junit == "r.xml")
        #expect(try read("converge -s x", native: true).command == "converge")
        #expect(try read("-s x roles/a", native: true).words == ["roles/a"])
        let late = try read("converge -s x -vv --debug -e y", native: true)
        #expect(late.command == "converge" && late.verbosity == 2 && late.debug && late.excludes == ["y"])
    }

    @Test func groupsOfCommands() throws {
        let given = try read("init scenario fine")
        #expect(given.command == "init" && given.words == ["fine"])
        #expect(try read("init scenario", native: true).words.isEmpty)
    }

    @Test(arguments: [
        ("foo", "Error: No such command 'foo'."), ("test --foo", "Error: No such option '--foo'."),
        (
            "test --destroy=x",
            "Error: Invalid value for '--destroy': 'x' is not one of 'always', 'never', 'on-success'."
        ),
        ("matrix", "Error: Missing argument 'SUBCOMMAND'."),
        ("list --scenario-name", "Error: Option '--scenario-name' requires an argument."),
        ("list -s", "Error: Option '-s' requires an argument."), ("-v", "Error: Missing command."),
        ("init", "Usage: molecule init [OPTIONS] COMMAND [ARGS]..."), ("init nope", "Error: No such command 'nope'."),
        ("init scenario a b", "Usage: molecule init scenario [OPTIONS] [SCENARIO_NAME]"),
        ("converge -v", "Error: No such option '-v'."),
        ("create -d nonsense", "Error: Invalid value for '--driver-name' / '-d': 'nonsense' is not one of 'azure', "),
        ("test --workers no", "Must be a positive integer, 'cpus', or 'cpus-1'."),
        ("list a", "unexpected extra argument"),
        ("list --formt plain", "Did you mean '--format'?"), ("", "Usage: molecule [OPTIONS] COMMAND"),
        ("test --help", "--scenario-name TEXT"), ("gc", "Error: No such command 'gc'."),
    ])
    func complaints(text: String, complaint: String) { #expect(end(text).contains(complaint)) }
}
