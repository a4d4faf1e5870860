import Testing

@testable import Execution

/// The imports that a module's code is packed by.
@Suite struct PythonImportsTests {
    private func imports(_ code: String) -> [PythonImports.Statement] { PythonImports(Array(code.utf8)).statements }

    @Test func formsOfImport() {
        let found = imports(
            """
            import os, ansible.module_utils.basic as basic
            from ansible.module_utils.common.text import (  # why
                converters,
                formatters as f,
            )
            from ..module_utils import shared \\
                as other
            from . import beside
            from .import close
            from ansible.module_utils.basic import *
            """)
        #expect(
            found == [
                .init(module: ["os"], isOptional: false),
                .init(module: ["ansible", "module_utils", "basic"], isOptional: false),
                .init(
                    module: ["ansible", "module_utils", "common", "text"], names: ["converters", "formatters"],
                    isOptional: false),
                .init(module: ["module_utils"], level: 2, names: ["shared"], isOptional: false),
                .init(module: [], level: 1, names: ["beside"], isOptional: false),
                .init(module: [], level: 1, names: ["close"], isOptional: false),
                .init(module: ["ansible", "module_utils", "basic"], names: ["*"], isOptional: false),
            ])
    }

    @Test func inBlocksTheyAreOptional() {
        let found = imports("try:\n    import a.b\nexcept ImportError: pass\nif x: import c\nimport d; import e\n")
        #expect(found.map(\.isOptional) == [true, true, false, false])
        #expect(found.map(\.module) == [["a", "b"], ["c"], ["d"], ["e"]])
    }

    @Test(arguments: [
        "'''\nimport a\n'''", "x = \"\"\"\\\"\"\"\nimport a\n\"\"\"", "# import a", "x = [\nimport_a\n]",
        "y = 'it\\'s'\nx = r'\\'\n'''import a'''", "important = 1", "from_here = {1: 2}", "from", "import", "from x",
        "'unfinished\n", "\"\"\"unfinished\nimport a",
    ])
    func whatIsNone(_ code: String) { #expect(imports(code).isEmpty) }
}
