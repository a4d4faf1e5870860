import Diagnostics
import Values

/// Coverage as text for people, and as HTML, JSON and lcov's format for programs.
///
/// Source of the last: geninfo(1).
struct CoverageReport {
    let coverage: Coverage

    private typealias Kind = CoveragePoint.Kind

    /// A table of what was reached, and each point that was not.
    var text: String {
        var text = ""
        for role in coverage.roles {
            let missed = role.points.filter { !$0.isReached }
            let reached = role.points.count - missed.count
            text +=
                "\nCOVERAGE\(role.place.isEmpty ? "" : " " + role.place): \(reached) of \(role.points.count) points, "
            text += Coverage.text(Double(reached) * 100 / Double(role.points.count)) + "\n"
            for kind in Kind.allCases {
                let points = role.points.filter { $0.kind == kind }
                guard !points.isEmpty else { continue }
                text += "  \(kind.rawValue.padded(to: 20)) \(points.count { $0.isReached })/\(points.count)\n"
            }
            for point in missed {
                text += "  never: \(point.kind.rawValue.padded(to: 20)) \(point.file):\(point.line) \(point.name)\n"
            }
        }
        return text
    }

    /// Writes `coverage.html`, `coverage.json` or `coverage.lcov`.
    func write(_ formats: [String], in directory: String) throws(Diagnostic) {
        for format in formats {
            let text: String
            switch format {
            case "html": text = html
            case "lcov": text = lcov
            default: text = try json
            }
            try Disk.write(text, to: "\(directory)/coverage.\(format)", mode: 0o644)
        }
    }

    private var json: String {
        get throws(Diagnostic) {
            let roles: [Value] = coverage.roles.map { role in
                ["role": .string(role.place), "points": .list(role.points.map(\.data))]
            }
            let data: Value = ["percent": .double(coverage.percent), "roles": .list(roles)]
            return try data.jsonFile(indent: "  ") + "\n"
        }
    }

    private var lcov: String {
        var text = ""
        for role in coverage.roles {
            let prefix = role.place.isEmpty ? "" : role.place + "/"
            for file in Set(role.points.map(\.file)).sorted() {
                text += "TN:\nSF:\(prefix)\(file)\n"
                let points = role.points.filter { $0.file == file }
                let lines = points.filter { [.task, .handler, .override].contains($0.kind) }
                let branches = points.filter { [.branch, .holds, .fails, .items, .empty].contains($0.kind) }
                for (index, point) in branches.enumerated() {
                    text += "BRDA:\(point.line),0,\(index),\(point.isReached ? String(point.count) : "-")\n"
                }
                text += "BRF:\(branches.count)\nBRH:\(branches.count { $0.isReached })\n"
                for point in lines { text += "DA:\(point.line),\(point.count)\n" }
                text += "LF:\(lines.count)\nLH:\(lines.count { $0.isReached })\nend_of_record\n"
            }
        }
        return text
    }

    private var html: String {
        var rows = ""
        for role in coverage.roles {
            for point in role.points {
                rows += "<tr class=\"\(point.isReached ? "reached" : "never")\"><td>\(Markup.escaped(role.place))"
                rows += "<td>\(Markup.escaped(point.file)):\(point.line)<td>\(point.kind.rawValue)"
                rows += "<td>\(Markup.escaped(point.name))<td>\(point.isReached ? String(point.count) : "never")</tr>\n"
            }
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><meta charset="utf-8"><title>Coverage</title>
            <style>body{font:14px sans-serif}td{padding:2px 8px}.never{background:#fdd}.reached{background:#dfd}</style>
            <h1>Coverage \(Coverage.text(coverage.percent))</h1>
            <table><tr><th>role<th>place<th>kind<th>name<th>count</tr>
            \(rows)</table></html>

            """
    }
}

extension CoveragePoint {
    fileprivate var data: Value {
        [
            "kind": .string(kind.rawValue), "file": .string(file), "line": .int(line), "name": .string(name),
            "count": .int(count), "ok": .int(ok), "changed": .int(changed), "skipped": .int(skipped),
            "failed": .int(failed),
        ]
    }
}
