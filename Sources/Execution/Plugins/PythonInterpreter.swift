import Loading
public import Playbook
import Synchronization
import System
import Templating
public import Values

/// A Python on the controller that runs plugins, started when it is first asked for something.
public final class PythonInterpreter: Sendable {
    private let plugins: PluginPaths
    private let variables: [String: String]
    private let program = Mutex<PipedProgram?>(nil)

    public init(_ plugins: PluginPaths, environment: [String: String]) {
        self.plugins = plugins
        variables = environment
    }

    /// What the plugins' program answers; throws what it has to complain of.
    ///
    /// - Parameter inquiry: answers what the program asks before it has its answer.
    public func ask(_ request: Dict, answering inquiry: (any RunInquiry)? = nil) throws(ValueError) -> Dict {
        let text = try JSON.compact(.dict(request))
        let result: Result<[UInt8], SystemError> = program.withLock { program in
            do throws(SystemError) {
                if program == nil { program = try start() }
                var answer = try program?.exchange(frame(text)) ?? []
                while answer.starts(with: Self.questionMark) {
                    answer = try program?.exchange(frame(reply(to: answer, from: inquiry))) ?? []
                }
                return .success(answer)
            } catch {
                program = nil
                return .failure(error)
            }
        }
        let bytes: [UInt8]
        do throws(SystemError) { bytes = try result.get() } catch {
            throw ValueError(.value, "The Python interpreter for plugins has ended: \(error)")
        }
        guard let values = try JSON.parse(bytes).mapping else {
            throw ValueError(.value, "The answer of the plugin is malformed.")
        }
        if let error = values["error"]?.text { throw ValueError(.value, error) }
        return values
    }

    /// The answer to a request, waited for on a thread that may block.
    func answer(to request: Dict) async throws(ValueError) -> Dict {
        try await _Concurrency.Task(executorPreference: BlockingPool.shared) { () -> Result<Dict, ValueError> in
            do throws(ValueError) { return .success(try self.ask(request)) } catch { return .failure(error) }
        }.value.get()
    }

    /// How a question of the program begins.
    private static let questionMark = Array(#"{"question": "#.utf8)

    private func reply(to question: [UInt8], from inquiry: (any RunInquiry)?) -> [UInt8] {
        let asked = (try? JSON.parse(question))?.mapping?["question"]?.mapping ?? [:]
        let found: Value = ["answer": inquiry?.answer(asked) ?? .none]
        return (try? JSON.compact(found)) ?? Array(#"{"answer": null}"#.utf8)
    }

    private func frame(_ text: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) { Array($0) } + text
    }

    private func start() throws(SystemError) -> PipedProgram {
        let program = try PipedProgram(
            starting: plugins.python, ["-c", PythonPluginProgram.text], environment: variables)
        let package = plugins.corePackage.map { plugins.files.parent(of: $0) }
        let request: Dict = [
            "do": "start", "path": .list((package.map { [$0] } ?? []).map { .string($0) }),
            "collections": .list(plugins.collectionRoots.map { .string($0) }),
            "directories": [
                "cache": .list(plugins.directories(.cache).map { .string($0) }),
                "connection": .list(plugins.directories(.connection).map { .string($0) }),
            ],
        ]
        if let text = try? JSON.compact(.dict(request)) { _ = try program.exchange(frame(text)) }
        return program
    }
}
