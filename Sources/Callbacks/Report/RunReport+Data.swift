import Values

/// The data of a report as its page reads them: numbers in place of repeated texts, results only where something changed
/// or failed.
extension RunReport {
    /// The keys are short, as there are many: `s` texts, `h` hosts, `p` plays, `t` tasks, `d` details.
    var data: Value {
        var table = StringTable()
        let begin = start ?? 0
        let tasks = rows.map { $0.value(hosts: hosts.count, since: begin, &table) }
        let shown = details.map { detail -> Value in
            .list([
                .int(detail.row), .int(detail.host), table.place(of: detail.message), table.place(of: detail.output),
                table.place(of: detail.difference), table.place(of: detail.error),
            ])
        }
        let counts = hosts.map { host -> Value in
            let counts = recap[host] ?? tally(of: host)
            return .list(
                ["ok", "changed", "unreachable", "failed", "skipped", "rescued", "ignored"].map { name in
                    counts[.string(name)] ?? 0
                })
        }
        return [
            "v": 1, "title": .string(title), "start": .double(begin), "seconds": .double(max(0, end - begin)),
            "check": .bool(isCheck), "whole": .bool(isWhole), "cut": .bool(isCut),
            "h": .list(hosts.map { .string($0) }), "recap": .list(counts), "p": .list(plays.map { .string($0) }),
            "t": .list(tasks), "d": .list(shown), "s": .list(table.texts.map { .string($0) }),
        ]
    }

    /// The names of the playbooks.
    var title: String {
        let names = playbooks.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        return names.isEmpty ? "swiftplay" : names.joined(separator: ", ")
    }

    /// Whether all went well, as one word.
    var outcome: String {
        let statuses = rows.lazy.flatMap(\.cells.values).map(\.status)
        if statuses.contains("f") { return recap.values.contains { $0["failed"] != 0 } || !isWhole ? "failed" : "ok" }
        if statuses.contains("u") { return "unreachable" }
        return isWhole ? "ok" : "unfinished"
    }

    /// The counts of a host in a run that has no recap.
    private func tally(of host: String) -> Dict {
        guard let number = hosts.firstIndex(of: host) else { return [:] }
        var counts: [String: Int] = [:]
        for row in rows {
            switch row.cells[number]?.status {
            case "o": counts["ok", default: 0] += 1
            case "c":
                counts["ok", default: 0] += 1
                counts["changed", default: 0] += 1
            case "f": counts["failed", default: 0] += 1
            case "u": counts["unreachable", default: 0] += 1
            case "s": counts["skipped", default: 0] += 1
            case "i": counts["ignored", default: 0] += 1
            default: break
            }
        }
        return Dict(uniqueKeysWithValues: counts.map { (.string($0.key), .int($0.value)) })
    }
}

extension RunReport.Row {
    /// `c` has a letter for each host, `.` where it had no part; `b` and `l` when and how long, in milliseconds, for
    /// each host that had one.
    fileprivate func value(hosts: Int, since begin: Double, _ table: inout StringTable) -> Value {
        func milliseconds(_ seconds: Double) -> Value { .int(Int((max(0, seconds) * 1000).rounded())) }
        let first = cells.values.map(\.start).min() ?? begin
        let numbers = (0..<hosts).filter { cells[$0] != nil }
        return [
            "n": table.place(of: name), "k": kind == "handler" ? 1 : 0, "a": table.place(of: action),
            "f": table.place(of: path), "p": .int(play),
            "c": .string(String((0..<hosts).map { cells[$0]?.status ?? "." })), "o": milliseconds(first - begin),
            "b": .list(numbers.map { milliseconds((cells[$0]?.start ?? first) - first) }),
            "l": .list(numbers.map { milliseconds(cells[$0]?.seconds ?? 0) }),
            "w": .list([wire, wait, module, template].map(milliseconds)),
        ]
    }
}
