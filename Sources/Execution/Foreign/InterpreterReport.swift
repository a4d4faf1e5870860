import Values

/// What the discovery of an interpreter adds to a result.
struct InterpreterReport {
    let discovery: InterpreterChoice.Discovery
    let host: String
    /// What was found, the chosen one first; nil where it could not be looked for.
    let found: [String]?

    /// The interpreter that is used.
    var chosen: String { found?.first ?? "/usr/bin/python3" }

    /// As entries of a result's `warnings`.
    var warnings: [Value] {
        guard !discovery.isSilent else { return [] }
        guard let found else {
            return [
                [
                    "msg": .string("Unhandled error in Python interpreter discovery for host '\(host)'."),
                    "causes": ["unexpected output from Python interpreter discovery"],
                ], using,
            ]
        }
        guard found.isEmpty else { return [using] }
        let tried = discovery.candidates.map(\.representation).joined(separator: ", ")
        return [.string("No python interpreters found for host '\(host)' (tried [\(tried)]).")]
    }

    private var using: Value {
        [
            "msg": .string(
                "Host '\(host)' is using the discovered Python interpreter at '\(chosen)', but future installation of "
                    + "another Python interpreter could cause a different interpreter to be discovered."),
            "help": """
            See https://docs.ansible.com/ansible-core/2.19/reference_appendices/interpreter_discovery.html for more \
            information.
            """,
        ]
    }

    /// As entries of a result's `deprecations`.
    var deprecations: [Value] {
        guard discovery.isLegacy else { return [] }
        return [
            [
                "msg": .string(
                    "The '\(discovery.mode)' option for 'INTERPRETER_PYTHON' now has the same effect as 'auto'."),
                "version": "2.21", "collection_name": "ansible.builtin",
                "deprecator": ["resolved_name": "ansible.builtin", "type": .none],
            ]
        ]
    }
}
