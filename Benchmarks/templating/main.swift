import Jinja
import Regex
import Values

#if canImport(Glibc)
    import Glibc
#endif

/// Variables from a dict; no templates inside them.
final class FixedSource: VariableSource {
    private let variables: Dict
    init(_ variables: Dict) { self.variables = variables }
    func variable(_ name: String) throws(TemplateError) -> Value? { variables[.string(name)] }
    func render(_ template: Template) throws(TemplateError) -> Value { .string(template.text) }
    func loadTemplate(_ name: String) throws(TemplateError) -> Template? { nil }
    func variableNames() -> [String] { variables.keys.compactMap(\.text) }
}

func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { fatalError("cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
}

/// Processor time of this thread, which other programs on the machine disturb least.
func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// The least time of several rounds, for one call of `body`.
func best(rounds: Int, calls: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<rounds {
        let start = seconds()
        for _ in 0..<calls { try body() }
        best = min(best, (seconds() - start) / Double(calls))
    }
    return best
}

/// The workloads of one directory, with what they are rendered with.
struct Benchmark {
    let directory: String
    let environment: Environment
    let source: FixedSource

    init(_ directory: String) throws {
        self.directory = directory
        var environment = Environment.standard
        environment.syntax.trimBlocks = true
        self.environment = environment
        source = FixedSource(try JSON.parse(contents(directory + "/data.json")).mapping ?? [:])
    }

    private var context: EvaluationContext { EvaluationContext(environment: environment, source: source) }

    func render(_ name: String, calls: Int) throws -> Double {
        let template = Template(contents("\(directory)/\(name).j2"))
        return try best(rounds: 15, calls: calls) { _ = try context.render(template) }
    }

    func compile(_ name: String, calls: Int) throws -> Double {
        let text = contents("\(directory)/\(name).j2")
        return try best(rounds: 15, calls: calls) { try context.check(Template(text)) }
    }

    /// One substitution with look-behind, its pattern compiled before, as `regex_replace` does it.
    func substitution(calls: Int) throws -> Double {
        let row = contents(directory + "/substitution.txt").split(separator: "\n").map(String.init)
        return try best(rounds: 15, calls: calls) {
            _ = try Regex.cached(row[0]).substitute(row[1], in: row[2])
        }
    }

    /// Memory at most in use for a result of 10 MB, above what was in use before, for each byte of the result.
    func memory() throws -> Double {
        let before = Benchmark.peak
        let template = Template("{% for i in range(655360) %}0123456789abcde\n{% endfor %}")
        guard let text = try context.render(template).text else { return 0 }
        return Double(Benchmark.peak - before) * 1024 / Double(text.utf8.count)
    }

    /// The most memory that was ever in use, in KiB. Not of getrusage(2), which counts what this process was before exec.
    private static var peak: Int {
        let line = contents("/proc/self/status").split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}

// `templating-benchmark DIRECTORY [NAME]`: every workload, or one of them for a profiler to look at.
let benchmark = try Benchmark(CommandLine.arguments[1])
let only = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil

let workloads: [(name: String, measure: () throws -> Double)] = [
    ("memory", { try benchmark.memory() }),
    ("servers", { try benchmark.render("servers", calls: 20) }),
    ("groups", { try benchmark.render("groups", calls: 20) }),
    ("short", { try benchmark.render("short", calls: 20_000) }),
    ("substitution", { try benchmark.substitution(calls: 20_000) }),
    ("compile-short", { try benchmark.compile("short", calls: 2_000) }),
    ("compile-sixty", { try benchmark.compile("sixty", calls: 200) }),
]
for (name, measure) in workloads where only == nil || only == name { print(name, try measure()) }
