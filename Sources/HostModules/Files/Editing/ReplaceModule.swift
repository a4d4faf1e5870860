import Modules
import Regex
import System
import Values

/// `ansible.builtin.replace`: every match of a pattern replaced.
struct ReplaceModule: Module {
    static let name = "ansible.builtin.replace"
    static let arguments = ArgumentSpec(
        [
            Option("path", .path, required: true, aliases: ["dest", "destfile", "name"]),
            Option("regexp", required: true), Option("replace", default: ""), Option("after"), Option("before"),
            Option("backup", .bool, default: false), Option("validate"), Option("encoding", default: "utf-8"),
        ], fileAttributes: true)

    private let arguments: Arguments
    private let encoding: TextEncoding

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        encoding = TextEncoding(arguments.string("encoding") ?? "utf-8")
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let file = EditedFile(arguments, on: system, in: context)
        let bytes = try await file.read(missing: "Path \(file.path) does not exist !") ?? []
        let contents = try await encoding.decode(bytes, on: system)
        var outcome = Outcome(message: "", values: ["rc": 0])
        let section: Range<Int>
        if let pattern = sectionPattern {
            let match: Match?
            do { match = try Regex(pattern, flags: .dotAll).search(contents) } catch {
                throw ModuleFailure(crash: error.message)
            }
            guard let match, let number = match.regex.number(ofGroup: "subsection"), let range = match.ranges[number]
            else {
                outcome.message = "Pattern for before/after params did not match the given file: \(pattern)"
                return outcome
            }
            section = range
        } else {
            section = 0..<contents.utf8.count
        }
        let all = Array(contents.utf8)
        let part = String(decoding: all[section], as: UTF8.self)
        let result: (text: String, count: Int)
        let regex: Regex
        do { regex = try Regex(arguments.string("regexp") ?? "", flags: .multiline) } catch {
            throw ModuleFailure(crash: error.message)
        }
        do {
            result = try regex.substitute(arguments.string("replace") ?? "", in: part)
        } catch {
            throw ModuleFailure("Unable to process replace due to error: \(error.message)")
        }
        if result.count > 0, !result.text.hasSameScalars(as: part) {
            let after = String(
                decoding: all[..<section.lowerBound] + Array(result.text.utf8) + all[section.upperBound...],
                as: UTF8.self)
            outcome.changed = true
            outcome.message = "\(result.count) replacements made"
            if context.diff {
                outcome.diff = [
                    Diff(
                        before: .string(contents), after: .string(after), beforeHeader: file.path,
                        afterHeader: file.path)
                ]
            }
            if !context.check {
                let backup = try await file.write(try await encoding.encode(after, on: system))
                if arguments.bool("backup") == true { outcome.values["backup_file"] = .string(backup) }
            }
        }
        try await file.settle(&outcome, showsDiff: false)
        return outcome
    }

    private var sectionPattern: String? {
        let after = arguments.string("after").flatMap { $0.isEmpty ? nil : $0 }
        let before = arguments.string("before").flatMap { $0.isEmpty ? nil : $0 }
        return switch (after, before) {
        case (let after?, let before?): "\(after)(?P<subsection>.*?)\(before)"
        case (let after?, nil): "\(after)(?P<subsection>.*)"
        case (nil, let before?): "(?P<subsection>.*)\(before)"
        case (nil, nil): nil
        }
    }
}
