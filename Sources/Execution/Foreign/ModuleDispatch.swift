import Configuration
import Diagnostics
import Loading
import Modules
import Playbook
import Synchronization
import System
import Templating
import Values

/// Makes requests for modules ready for their target and results of what comes back: native modules as they are, all
/// others with their program.
struct ModuleDispatch {
    let call: ActionCall

    /// A request on its way, with what its answer is to be read by.
    struct Prepared {
        var request: TaskRequest
        fileprivate var discovery: InterpreterChoice.Discovery?
        fileprivate var interpreter: String?
    }

    func prepare(_ request: TaskRequest) throws(TaskFailure) -> Prepared {
        guard ModuleRegistry.native[request.module] == nil else { return try prepareNative(request) }
        let file = try moduleFile(request.module)
        call.run.events.receive(
            .verbose(verbosity: 3, text: "Using module file \(file.path)", host: nil))
        let choice = InterpreterChoice(call: call)
        var prepared = Prepared(request: request)
        apply(
            try choice.of(
                file.style == .binary ? [] : file.shebang, fallback: file.style == .python ? "/usr/bin/python" : nil),
            to: &prepared)
        if file.style != .binary, file.style != .python, file.shebang.isEmpty {
            throw TaskFailure(Diagnostic("module (\(request.module)) is missing interpreter line"))
        }
        let temporary = try remoteTemporaryDirectory()
        let internals = InternalArguments(
            call: call, module: request.calledAs, remoteTemporaryDirectory: temporary)
        let arguments = request.arguments.merging(internals.values) { $1 }
        prepared.request.foreign = ForeignModule(
            try program(file, arguments, &prepared.request.contents), directory: call.target.directory(),
            temporaryDirectory: temporary, keepsFiles: call.run.configuration.bool("DEFAULT_KEEP_REMOTE_FILES"))
        prepared.request.arguments = [:]
        return prepared
    }

    private func prepareNative(_ request: TaskRequest) throws(TaskFailure) -> Prepared {
        var prepared = Prepared(request: request)
        if request.module == "ansible.builtin.copy", call.fields.showsDiff,
            call.run.configuration.isSet("MAX_FILE_SIZE_FOR_DIFF")
        {
            let size = call.run.configuration.int("MAX_FILE_SIZE_FOR_DIFF")
            prepared.request.arguments["_max_diff_size"] = size.map { .int($0) }
        }
        if let choice = try InterpreterChoice(call: call).ofNative() { apply(choice, to: &prepared) }
        return prepared
    }

    private func apply(_ choice: InterpreterChoice.Choice, to prepared: inout Prepared) {
        switch choice {
        case .known(let interpreter):
            prepared.request.interpreter = interpreter
            if case .command(let command) = interpreter { prepared.interpreter = command }
        case .discover(let discovery):
            prepared.request.interpreter = .discovered(candidates: discovery.candidates)
            prepared.discovery = discovery
            call.run.events.receive(
                .verbose(
                    verbosity: 3, text: "Attempting python interpreter discovery.", host: call.target.name))
        }
    }

    private func moduleFile(_ module: String) throws(TaskFailure) -> ModuleFile {
        let plugins = call.run.plugins
        let path =
            ActionRegistry.bare(module, of: "ansible.legacy").flatMap { plugins.module($0) }
            ?? plugins.collectionFile(module, .module)
        guard let path, let content = call.run.content(of: path) else {
            throw TaskFailure(Diagnostic("The module \(module) was not found in configured module paths"))
        }
        return ModuleFile(path: path, content: content)
    }

    private func remoteTemporaryDirectory() throws(TaskFailure) -> String {
        let fields = FieldRenderer(templar: call.target.templar, span: nil)
        return try fields.string(call.target.templar.variables["ansible_remote_tmp"], "ansible_remote_tmp")
            ?? call.run.configuration.string("DEFAULT_REMOTE_TMP") ?? "~/.ansible/tmp"
    }

    // MARK: Programs

    private func program(
        _ file: ModuleFile, _ arguments: Dict, _ contents: inout [String: Content]
    ) throws(TaskFailure) -> ForeignModule.Program {
        switch file.style {
        case .python:
            let profile = self.profile(file)
            let package = try call.run.packager.package(file, profile: profile, run: call.run)
            contents[ForeignModule.base] = package.base
            contents[ForeignModule.own] = package.own
            return .python(
                module: package.module,
                parameters: try json([
                    "ANSIBLE_MODULE_ARGS": .dict(arguments), "rlimit_nofile": .int(try openFilesLimit()),
                ]),
                profile: profile)
        case .placeholders:
            contents[ForeignModule.program] = Content(Array(filled(file, try json(arguments)).utf8))
            return .file(name: file.name, arguments: nil)
        case .json, .binary:
            contents[ForeignModule.program] = Content(file.content)
            return .file(name: file.name, arguments: try json(arguments))
        case .keyValue:
            contents[ForeignModule.program] = Content(file.content)
            let words = arguments.map { key, value in
                "\((try? key.string()) ?? "")=\(ShellWords.quote((try? value.string()) ?? "")) "
            }
            return .file(name: file.name, arguments: words.joined())
        }
    }

    /// How many files a module in Python may have open (`python_module_rlimit_nofile`); 0 for no other limit than the
    /// host's.
    private func openFilesLimit() throws(TaskFailure) -> Int {
        let fields = FieldRenderer(templar: call.target.templar, span: nil)
        let name = "ansible_python_module_rlimit_nofile"
        return try fields.int(call.target.templar.variables[name], name)
            ?? call.run.configuration.int("PYTHON_MODULE_RLIMIT_NOFILE") ?? 0
    }

    private func filled(_ file: ModuleFile, _ arguments: String) -> String {
        let special = call.run.configuration.list("DEFAULT_SELINUX_SPECIAL_FS").joined(separator: ",")
        let facility = call.run.configuration.string("DEFAULT_SYSLOG_FACILITY") ?? "LOG_USER"
        let places = [
            ("\"<<ANSIBLE_VERSION>>\"", "'\(call.run.options.version)'"),
            ("\"<<INCLUDE_ANSIBLE_MODULE_COMPLEX_ARGS>>\"", "b" + arguments.representation),
            ("<<SELINUX_SPECIAL_FILESYSTEMS>>", special), (ModuleFile.argumentsMark, arguments),
            ("syslog.LOG_USER", "syslog.\(facility)"),
        ]
        return places.reduce(String(decoding: file.content, as: UTF8.self)) { $0.replacing($1.0, with: $1.1) }
    }

    /// How the module writes its result: what its metadata asks for, where that is allowed.
    private func profile(_ file: ModuleFile) -> String {
        guard call.run.configuration.bool("_MODULE_METADATA") else { return "legacy" }
        let text = String(decoding: file.content, as: UTF8.self)
        guard let mark = text.firstRange(of: "\nMETADATA"),
            let key = text[mark.upperBound...].firstRange(of: "serialization_profile:")
        else { return "legacy" }
        let name = text[key.upperBound...].drop { $0 == " " }.prefix { $0.isLetter || $0 == "_" }
        return name.isEmpty ? "legacy" : String(name)
    }

    private func json(_ arguments: Dict) throws(TaskFailure) -> String {
        do throws(ValueError) { return try JSON.text(.dict(arguments)) } catch {
            throw TaskFailure(
                "Failed to serialize arguments for the '\(call.name)' module.", cause: Diagnostic(error.message))
        }
    }

    // MARK: Answers

    private static let jobKeys: [Value] = ["ansible_job_id", "started", "finished", "results_file"]

    /// The result that an answer holds, in the shape that native modules give.
    func result(of answer: Dict, to prepared: Prepared) -> TaskResult {
        var answer = answer
        let found = ModuleOutput.takeInterpreters(from: &answer)
        var result = TaskResult(answer: answer)
        if let output = ModuleOutput(answer) {
            let chosen = found.map { $0.first ?? "/usr/bin/python3" }
            result = ModuleResult(
                output: output, interpreter: prepared.interpreter ?? chosen,
                refusesSurrogates: call.run.configuration.bool("MODULE_STRICT_UTF8_RESPONSE"),
                keepsTraceback: InternalArguments.tracebacks(call.run.configuration).contains("error")
            ).result()
            // A job's output comes with what is to be said of the job.
            for key in Self.jobKeys { if let value = answer[key] { result[key] = value } }
            if answer["ansible_job_id"] != nil, !output.error.isEmpty, result["module_stderr"] == nil {
                result["stderr"] = .string(output.error)
            }
        }
        if let discovery = prepared.discovery, let found { report(discovery, found, in: &result) }
        return result
    }

    private func report(_ discovery: InterpreterChoice.Discovery, _ found: [String], in result: inout TaskResult) {
        let target = call.target
        // An item of the same loop may have told it already.
        let fact = Value.string(InterpreterChoice.fact)
        guard call.run.facts.facts(of: target.name).facts[fact] == nil else { return }
        let isUnaskable = discovery.candidates.contains { $0.contains("'") }
        let report = InterpreterReport(
            discovery: discovery, host: target.name, found: isUnaskable ? nil : found)
        if !report.warnings.isEmpty {
            result["warnings"] = .list(report.warnings + (result["warnings"]?.sequence ?? []))
        }
        if !report.deprecations.isEmpty {
            result["deprecations"] = .list(report.deprecations + (result["deprecations"]?.sequence ?? []))
        }
        guard call.fields.delegateTo == nil || call.fields.delegateFacts else { return }
        var facts = result["ansible_facts"]?.mapping ?? [:]
        facts[fact] = .string(report.chosen)
        result["ansible_facts"] = .dict(facts)
        call.run.facts.addFacts([fact: .string(report.chosen)], to: target.name)
    }
}
