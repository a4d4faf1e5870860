import Diagnostics
import Values

/// The reports that the command line asks for.
struct Reports {
    let results: [ScenarioResult]
    let invocation: Invocation
    let directory: String

    func write() throws(Diagnostic) {
        if let path = invocation.junit { try write(JUnitReport(results: results).text, path) }
        if let path = invocation.html {
            try write(HTMLReport(results: results, command: invocation.command).text, path)
        }
        if let path = invocation.json {
            let data: Value = .dict([
                "scenarios": .list(results.map(\.data)),
                "verdicts": .list(results.flatMap { Verdict.all(of: $0, command: invocation.command) }.map(\.data)),
            ])
            try write(data.jsonFile(indent: "  ") + "\n", path)
        }
    }

    private func write(_ text: String, _ path: String) throws(Diagnostic) {
        let path = FilePath.absolute(path, in: directory)
        try Disk.makeDirectory(FilePath.parent(path))
        try Disk.write(text, to: path, mode: 0o644)
    }
}

extension Verdict {
    var data: Value {
        [
            "scenario": .string(scenario), "platform": .string(platform), "verdict": .string(kind.rawValue),
            "detail": .string(detail), "seconds": .double(seconds),
        ]
    }
}

/// Text as XML and HTML hold it.
enum Markup {
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            // What XML cannot hold, colours of terminals among it.
            case let scalar where scalar.value < 32 || scalar.value == 127 || (0xFFFE...0xFFFF).contains(scalar.value):
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
