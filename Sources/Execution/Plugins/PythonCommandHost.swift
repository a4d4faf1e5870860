import Connections
import Playbook
import Synchronization
import System
import Templating
import Values

/// A host that a connection plugin in Python leads to.
final class PythonCommandHost: CommandHost {
    /// How the plugins' program makes the plugin, and knows it again.
    private let link: Dict
    private let become: Become?
    private let interpreter: PythonInterpreter
    private let show: @Sendable (PluginLine) -> Void
    let isLocal: Bool
    private let hasInput = Mutex<Bool?>(nil)

    private static let tickets = Atomic<Int>(0)

    init(
        link: Dict, become: Become?, isLocal: Bool, interpreter: PythonInterpreter,
        show: @escaping @Sendable (PluginLine) -> Void
    ) {
        self.link = link
        self.become = become
        self.isLocal = isLocal
        self.interpreter = interpreter
        self.show = show
    }

    var otherUser: String? { become?.user }

    /// Known once the plugin has been made, which every call does.
    var takesInput: Bool { hasInput.withLock { $0 ?? false } }

    func execute(
        _ command: String, input: [UInt8]?, isWrapped: Bool, becomes: Bool
    ) async throws(ConnectionError) -> CommandResult {
        let answer = try await call(
            "execute",
            [
                "command": .string(command), "isWrapped": .bool(isWrapped),
                "input": input.map { .string(Base64.encode($0)) } ?? .none,
                "become": becomes ? become.map(Self.fields) ?? .none : .none,
            ])
        func bytes(_ name: Value) -> [UInt8] { answer[name]?.text.flatMap { try? Base64.decode($0) } ?? [] }
        let status: Int = if case .int(let number)? = answer["rc"] { number } else { -1 }
        return CommandResult(
            status: Int32(truncatingIfNeeded: status), output: bytes("stdout"), error: bytes("stderr"))
    }

    func put(_ local: String, to remote: String) async throws(ConnectionError) {
        _ = try await call("put", ["local": .string(local), "remote": .string(remote)])
    }

    func fetch(_ remote: String, to local: String) async throws(ConnectionError) {
        _ = try await call("fetch", ["local": .string(local), "remote": .string(remote)])
    }

    func prepare() async throws(ConnectionError) {
        guard hasInput.withLock({ $0 }) == nil else { return }
        let answer = try await call("open", [:])
        hasInput.withLock { $0 = answer["takesInput"] == true }
    }

    func close() async {
        hasInput.withLock { $0 = nil }
        _ = try? await call("close", [:])
    }

    private static func fields(_ become: Become) -> Value {
        [
            "method": .string(become.method.rawValue), "user": .string(become.user),
            "password": become.password.map { .string($0) } ?? .none,
            "flags": become.flags.map { .string($0.joined(separator: " ")) } ?? .none,
            "exe": become.executable.map { .string($0) } ?? .none,
        ]
    }

    /// Begins a call and comes back for its answer until that is there.
    private func call(_ name: String, _ fields: Dict) async throws(ConnectionError) -> Dict {
        let ticket = Value.int(Self.tickets.add(1, ordering: .relaxed).newValue)
        var request = fields
        request["do"] = "start_call"
        request["call"] = .string(name)
        request["ticket"] = ticket
        request["link"] = .dict(link)
        var answer = try await ask(request)
        var pause: UInt64 = 1_000_000
        while answer["isPending"] == true {
            do { try await _Concurrency.Task.sleep(nanoseconds: pause) } catch {
                _ = try? await ask(["do": "drop_call", "ticket": ticket])
                throw ConnectionError(.dropped, "cancelled")
            }
            pause = min(pause * 2, 50_000_000)
            answer = try await ask(["do": "await_call", "ticket": ticket])
        }
        PluginLine.all(in: answer).forEach(show)
        if let problem = answer["problem"]?.text {
            throw ConnectionError(answer["isUnreachable"] == true ? .connect : .unsupported, problem)
        }
        return answer
    }

    private func ask(_ request: Dict) async throws(ConnectionError) -> Dict {
        do throws(ValueError) { return try await interpreter.answer(to: request) } catch {
            throw ConnectionError(.unsupported, error.message)
        }
    }
}
