import Modules
import System
import Values

/// The Python that a machine has, if any.
struct PythonInterpreter: Sendable {
    let version: String
    let fact: Value

    private static let question = """
        import sys, importlib.util as u
        print(sys.executable, *sys.version_info, sys.implementation.name, int(u.find_spec('_ssl') is not None), sep='\\n')
        """

    /// Asks the first interpreter found.
    static func find(_ machine: Machine<some System>) async -> PythonInterpreter? {
        var program: String?
        for candidate in ["/usr/bin/python3", "/usr/local/bin/python3", "/usr/libexec/platform-python"]
        where program == nil {
            if await machine.exists(candidate) { program = candidate }
        }
        if program == nil { program = await machine.find("python3") }
        guard let program else { return nil }
        guard let lines = await machine.output([program, "-ISc", question])?.lines, lines.count == 8 else { return nil }
        let numbers = [1, 2, 3, 5].map { Int(lines[$0]) ?? 0 }
        let version = "\(numbers[0]).\(numbers[1]).\(numbers[2])"
        let level = Value.string(lines[4])
        return PythonInterpreter(
            version: version,
            fact: [
                "version": [
                    "major": .int(numbers[0]), "minor": .int(numbers[1]), "micro": .int(numbers[2]),
                    "releaselevel": level, "serial": .int(numbers[3]),
                ],
                "version_info": [.int(numbers[0]), .int(numbers[1]), .int(numbers[2]), level, .int(numbers[3])],
                "executable": .string(lines[0]), "has_sslcontext": .bool(lines[7] == "1"), "type": .string(lines[6]),
            ])
    }
}
