import Diagnostics
import Foundation
import Testing
import Values

@testable import Playbook

/// `--list-tasks` and its sisters, against what ansible-playbook printed.
@Suite struct ListingTests {
    struct Run: CustomTestStringConvertible {
        let project: String
        let arguments: [String]
        let expected: String
        var testDescription: String { "\(project) \(arguments.joined(separator: " "))" }
    }

    static let runs: [Run] = ["basic", "roles", "imports"].flatMap { name -> [Run] in
        let file = Project.cases.appending(path: name).appending(path: "expected.json")
        guard let data = try? Data(contentsOf: file), let runs = try? JSON.parse([UInt8](data)).elements() else {
            return []
        }
        return runs.compactMap(\.mapping).map { run in
            Run(
                project: name, arguments: run["arguments"]?.sequence?.compactMap(\.text) ?? [],
                expected: run["text"]?.text ?? "")
        }
    }

    @Test func casesAreThere() { #expect(Self.runs.count > 25) }

    @Test(arguments: runs) func listsLikeAnsible(_ run: Run) throws {
        var contents: Listing.Contents = [], only: Set<String> = [], skip: Set<String> = [], extra = Dict()
        var arguments = run.arguments[...]
        while let argument = arguments.popFirst() {
            switch argument {
            case "--list-tasks": contents.insert(.tasks)
            case "--list-tags": contents.insert(.tags)
            case "--list-hosts": contents.insert(.hosts)
            case "--tags": only = Set(arguments.removeFirst().split(separator: ",").map(String.init))
            case "--skip-tags": skip = Set(arguments.removeFirst().split(separator: ",").map(String.init))
            default:
                let parts = arguments.removeFirst().split(separator: "=").map(String.init)
                extra[.string(parts[0])] = .string(parts[1])
            }
        }
        if contents.contains(.tags), only.isEmpty { only = ["all", "never"] }
        let project = Project(run.project, extraVars: extra)
        let listing = Listing(
            contents, selection: TagSelection(only: only, skip: skip), loader: project.loader,
            heading: { [loader = project.loader, extra] play throws(Diagnostic) in
                try PlayHeading(play) { value throws(Diagnostic) in
                    do throws(RenderFailure) {
                        return try loader.settings.render(value, [extra, play.vars])
                    } catch { throw error.diagnostic }
                }
            },
            hosts: { patterns in
                switch patterns {
                case ["web"]: ["web1", "web2"]
                case ["db", "web[0]"]: ["db1", "web1"]
                default: ["db1", "web1", "web2"]
                }
            }, resolve: { _, _, _ in [] })
        let got = Self.normalized(try listing.text(project.playbook()))
        let wanted = Self.normalized(run.expected)
        for (number, (got, wanted)) in zip(got, wanted).enumerated() { try #require(got == wanted, "line \(number)") }
        #expect(got.count == wanted.count)
    }

    /// ansible-core prints hosts and a play's tags in the order of a hash table.
    private static func normalized(_ text: String) -> [Substring] {
        var lines: [Substring] = [], hosts: [Substring] = []
        func flush() {
            lines += hosts.sorted()
            hosts = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("      "), !line.contains("TAGS") {
                hosts.append(line)
                continue
            }
            flush()
            guard line.hasPrefix("  play #"), let open = line.lastIndex(of: "[") else {
                lines.append(line)
                continue
            }
            let tags = line[line.index(after: open)...].dropLast().split(separator: ",").sorted()
            let sorted: String = tags.map(String.init).joined(separator: ",")
            lines.append(Substring(String(line[...open]) + sorted + "]"))
        }
        flush()
        return lines
    }
}
