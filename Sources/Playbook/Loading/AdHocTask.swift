public import Diagnostics
import Loading
import Templating
import Values
import YAML

/// The one task of a command that has no playbook, such as `ansible` and `ansible-console`.
public struct AdHocTask: Sendable {
    /// What stands for the path of a playbook.
    public static let playbookPath = "__adhoc_playbook__"

    /// What errors call the place of the task.
    public var place: String
    public var title: String
    public var module: String
    /// The module's arguments in one text, or as JSON.
    public var arguments: String
    /// The pattern of the hosts.
    public var hosts: String
    /// Seconds that it may run on after the answer; 0 waits for it.
    public var async = 0
    public var poll = 15
    /// Seconds that it may take; 0 for as long as it likes.
    public var timeout = 0
    /// Further keywords of the play, such as `become`.
    public var keywords: [(name: String, value: String)] = []

    public init(place: String, title: String, module: String, arguments: String, hosts: String) {
        self.place = place
        self.title = title
        self.module = module
        self.arguments = arguments
        self.hosts = hosts
    }
}

extension Loader {
    /// A playbook of one play that has nothing but `task`.
    ///
    /// - Parameter directory: what stands for the directory of a playbook.
    public func playbook(of task: AdHocTask, directory: String) throws(Diagnostic) -> Playbook {
        let isKnown = BuiltinAction(task.module) != nil || settings.catalog.resolve(task.module, [], plugins) != nil
        let node = try AdHocNodes(task, isKnown: isKnown).play
        guard let mapping = Mapping(Written(node: node, builder: files.builder)) else {
            throw Diagnostic("The task could not be made into a play.")
        }
        let play = try PlayReader(loader: self, directory: directory).play(mapping, inherited: PlayImports())
        return Playbook(path: AdHocTask.playbookPath, directory: directory, plays: [play])
    }
}

/// The nodes that a playbook file would have for the task.
private struct AdHocNodes {
    private let task: AdHocTask
    private let span: Span
    private let arguments: Node
    private let isKnown: Bool

    /// - Parameter isKnown: whether there is such a module; the name of any other is left for each host to fail on.
    init(_ task: AdHocTask, isKnown: Bool) throws(Diagnostic) {
        self.task = task
        self.isKnown = isKnown
        let typed = SourceFile(name: "<CLI option '-a'>", text: task.arguments)
        arguments = try Self.arguments(task, typed)
        let value = try ValueBuilder(trusted: false).value(of: arguments)
        var shown: Dict = ["action": .string(task.module), "args": value, "timeout": .int(task.timeout)]
        if Self.takesAsync(task) {
            shown["async_val"] = .int(task.async)
            shown["poll"] = .int(task.poll)
        }
        let text = (try? Value.dict(shown).representation()) ?? ""
        span = Span(whole: SourceFile(name: task.place, text: text))
    }

    var play: Node {
        var pairs = [
            ("name", text(task.title)), ("hosts", text(task.hosts)), ("gather_facts", text("no", isPlain: true)),
        ]
        for keyword in task.keywords { pairs.append((keyword.name, text(keyword.value, isPlain: true))) }
        pairs.append(("tasks", Node(.sequence([step]), span: span)))
        return mapping(pairs)
    }

    private var step: Node {
        let typed = Span(whole: SourceFile(name: "<CLI option '-m'>", text: task.module))
        let isTemplate = Template.mayBeOne(task.module)
        var pairs =
            isKnown
            ? [(Self.text(task.module, typed), arguments)]
            : [
                (text("action"), Self.text(isTemplate ? task.module : "{{ '\(task.module)' }}", typed)),
                (text("args"), arguments),
            ]
        if task.timeout > 0 { pairs.append((text("timeout"), number(task.timeout))) }
        if Self.takesAsync(task) {
            pairs += [(text("async"), number(task.async)), (text("poll"), number(task.poll))]
        }
        return Node(.mapping(pairs.map { (key: $0.0, value: $0.1) }), span: span)
    }

    /// Includes refuse to run in the background.
    private static func takesAsync(_ task: AdHocTask) -> Bool {
        switch BuiltinAction(task.module) {
        case .includeTasks, .includeRole, .importTasks, .importRole: false
        default: task.async != 0 || task.poll != 0
        }
    }

    private static func arguments(_ task: AdHocTask, _ source: SourceFile) throws(Diagnostic) -> Node {
        let span = Span(whole: source)
        if source.text.hasPrefix("{"), source.text.hasSuffix("}"), (try? JSON.parse(source.text)) != nil,
            let node = try YAMLParser.document(source)
        {
            return node
        }
        let isCommand = BuiltinAction.commands.contains(task.module)
        let parsed = try FreeFormArguments(source.text, isCommand: isCommand)
        // Each value is a source of its own, which errors show.
        func value(_ written: String) -> Node {
            text(written, Span(whole: SourceFile(name: source.name, text: written)))
        }
        var pairs = parsed.options.map { (text($0.name, span), value($0.value)) }
        if let raw = parsed.rawText { pairs.append((text("_raw_params", span), value(raw))) }
        return Node(.mapping(pairs.map { (key: $0.0, value: $0.1) }), span: span)
    }

    private static func text(_ text: String, _ span: Span) -> Node {
        Node(.scalar(text, isPlain: false), span: span)
    }

    private func text(_ text: String, isPlain: Bool = false) -> Node {
        Node(.scalar(text, isPlain: isPlain), span: span)
    }

    private func number(_ number: Int) -> Node { text(String(number), isPlain: true) }

    private func mapping(_ pairs: [(String, Node)]) -> Node {
        Node(.mapping(pairs.map { (key: text($0.0), value: $0.1) }), span: span)
    }
}
