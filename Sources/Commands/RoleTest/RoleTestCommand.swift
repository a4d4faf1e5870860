import RoleTesting

/// Role tests (`swiftplay test`, `molecule`). Their command line is Molecule's, which follows other rules than Ansible's.
struct RoleTestCommand {
    /// - Parameter program: the name that it was called by.
    static func run(_ program: String, _ words: [String]) async -> Int32 {
        let surroundings = Surroundings()
        return await RoleTestProgram(
            program: program, words: words, directory: surroundings.directory,
            environment: surroundings.environment, version: { version(program, surroundings) },
            runner: InProcessRunner()
        ).run()
    }

    private static func version(_ program: String, _ surroundings: Surroundings) -> String {
        guard program == "molecule" else { return Version.text(program: program) }
        let python = PythonReport(environment: surroundings.environment).version
        return MoleculeRelease.text(core: Version.compatible, python: python, own: Version.number)
    }
}
