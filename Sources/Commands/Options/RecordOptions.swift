import Callbacks
import Configuration
import Diagnostics

/// What is kept of a run for later, and whether it is watched live.
struct RecordOptions: Sendable {
    var events: String?
    var report: String?
    var otlp: String?
    var live = false
    var noLive = false

    /// - Parameter program: the name that the command was called by. Under Ansible's names only what is asked for by its
    ///   whole name is there, and the help does not mention it.
    static func arguments(for program: String) -> [Argument<Self>] {
        let isFamily = CommandFamily.isFamily(program)
        let files: [Argument<Self>] = [
            .value(
                "--events", as: "FILE", sets: \.events,
                help: isFamily ? "write what happens to FILE, as lines of JSON" : nil),
            .value(
                "--report", as: "FILE", sets: \.report,
                help: isFamily ? "write a report of the run to FILE, a page of HTML" : nil),
        ]
        guard isFamily else { return files.map { $0.exact() } }
        let others: [Argument<Self>] = [
            .value("--otlp", as: "URL", sets: \.otlp, help: "send the run as spans to this OpenTelemetry collector"),
            .flag("--live", sets: \.live, help: "show on a terminal what runs now (default)").exclusive("live"),
            .flag("--no-live", sets: \.noLive, help: "only print what has ended").exclusive("live"),
        ]
        return (files + others).map { $0.exact() }
    }

    /// These or what the configuration says.
    func wanted(in world: World, for program: String) throws(Diagnostic) -> RunRecords.Wanted {
        let configuration = world.configuration
        var wanted = RunRecords.Wanted()
        wanted.events = [events ?? configuration.string("SWIFTPLAY_EVENTS")].compactMap(\.self)
        wanted.report = report ?? configuration.string("SWIFTPLAY_REPORT")
        let isAsked = otlp != nil || CommandFamily.isFamily(program) || Self.enablesTraces(configuration)
        if isAsked {
            wanted.collector = try TraceCollector(
                endpoint: otlp ?? configuration.string("SWIFTPLAY_OTLP"), environment: world.environment)
        }
        return wanted
    }

    /// Whether the run is shown live: under the program's own name, where a terminal is, unless something says otherwise.
    func isLive(in world: World, for program: String) -> Bool {
        guard CommandFamily.isFamily(program), !noLive, LiveView.isPossible(world.environment) else { return false }
        return live || world.configuration.bool("SWIFTPLAY_LIVE")
    }

    /// Ansible's callback of that name is native.
    static let traces: Set<String> = ["opentelemetry", "community.general.opentelemetry"]

    private static func enablesTraces(_ configuration: Configuration) -> Bool {
        configuration.list("CALLBACKS_ENABLED").contains(where: traces.contains)
    }
}
