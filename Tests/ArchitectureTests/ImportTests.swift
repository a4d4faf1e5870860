import Testing

/// The dependencies that Package.swift declares are those that files import, in both directions.
@Suite struct ImportTests {
    @Test func importsAreDeclared() throws {
        let package = try Package.described.get()
        // Products of other packages come into every file that imports Values, which exports their names.
        let ours = Set(package.targets.map(\.name))
        for target in package.targets where target.isSwift {
            for (name, file) in try target.imports() where ours.contains(name) {
                #expect(
                    target.declared.contains(name), "\(target.name): \(file) imports \(name), which is not declared")
            }
        }
    }

    @Test func declaredDependenciesAreImported() throws {
        let package = try Package.described.get()
        // Tests depend on programs so that these are built before them.
        let programs = Set(package.targets.filter { $0.type == "executable" }.map(\.name))
        for target in package.targets where target.isSwift {
            let unused = target.declared.subtracting(try target.imports().keys)
                .subtracting(target.isTest ? programs : [])
            #expect(unused.isEmpty, "\(target.name) declares what it does not import: \(unused.sorted())")
        }
    }

    @Test(arguments: [
        ("import Values", "Values"), ("@testable import Values", "Values"), ("public import Values", "Values"),
        ("@_exported public import Values", "Values"), ("import struct Values.Dict", "Values"),
        ("    import Values", "Values"), ("/// import Values", nil), ("let import = Values", nil),
    ])
    func importLinesAreRead(_ line: String, _ name: String?) {
        #expect(Package.Target.imported(line[...]) == name)
    }
}
