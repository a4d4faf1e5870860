import Modules
import System
import Values

/// `ansible_local`: what the machine's owner put into `*.fact` files, run when executable, as JSON or INI.
struct LocalFacts: Sendable {
    let directory: String

    func gather(_ machine: Machine<some System>) async -> GatheredFacts {
        var gathered = GatheredFacts()
        var facts: Dict = [:]
        if !directory.isEmpty {
            for path in (try? await machine.system.glob("\(directory)/*.fact")) ?? [] {
                let (value, warning) = await fact(path, machine)
                facts[.string(path.baseName.replacing(".fact", by: ""))] = value
                if let warning { gathered.warnings.append(warning) }
            }
        }
        gathered.facts = ["local": .dict(facts)]
        return gathered
    }

    private func fact(_ path: String, _ machine: Machine<some System>) async -> (Value, warning: String?) {
        guard let info = await machine.info(path) else {
            let message = "Could not stat fact (\(path)): [Errno 2] No such file or directory: '\(path)'"
            return (.string(message), message)
        }
        var bytes: [UInt8]
        if info.mode & 0o100 != 0 {
            guard let result = try? await machine.run([path]) else {
                let message = "Could not execute fact script (\(path))"
                return (.string(message), message)
            }
            guard result.succeeded else {
                let message = "Failure executing fact script (\(path)), rc: \(result.status), err: \(result.errorText)"
                return (.string(message), message)
            }
            bytes = result.output
        } else {
            bytes = (try? await machine.system.read(path, limit: 16 << 20)) ?? []
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let message = "error loading fact - output of running \"\(path)\" was not utf-8"
            return (.string(message), message)
        }
        if let value = try? JSON.parse(text) { return (value, nil) }
        if let sections = Ini.parse(text) {
            guard let wrong = Self.badPercent(in: sections) else { return (.dict(sections), nil) }
            let message =
                "error loading facts as ini - please check content: \(path) ('%' must be followed by '%' or '(', found: "
                + "'\(wrong)')"
            return (.string(message), message)
        }
        let message = "error loading facts as JSON or ini - please check content: \(path)"
        return (.string(message), message)
    }

    /// What follows a percent sign that neither doubles itself nor begins a name, as Python's configparser wants it.
    private static func badPercent(in sections: Dict) -> String? {
        for value in sections.values.flatMap({ $0.mapping?.values.map(\.self) ?? [] }) {
            var rest = Substring(value.text ?? "")
            while let percent = rest.firstIndex(of: "%") {
                let next = rest.index(after: percent)
                guard next < rest.endIndex, rest[next] == "%" || rest[next] == "(" else {
                    return String(rest[percent...])
                }
                rest = rest[rest.index(after: next)...]
            }
        }
        return nil
    }
}
