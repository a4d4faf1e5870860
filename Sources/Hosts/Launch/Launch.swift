import CShims
import Glibc
import System

/// A program in namespaces of its own, or in those of a host.
struct Launch {
    /// CLONE_NEW* flags of the namespaces that are made.
    var namespaces: Int32 = 0
    /// What the new process does first.
    var steps: [Step] = []
    /// The process whose namespaces it enters after the steps, as a pidfd.
    var joined: Int32?
    var joinedNamespaces: Int32 = 0
    var arguments: [String]
    var environment: [String: String]
    var directory: String?
    /// The capabilities that it keeps, as a mask; nil keeps all.
    var capabilities: UInt64?
    var user: UInt32 = 0
    var group: UInt32 = 0

    init(_ arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    /// Starts it with these three descriptors; gives its process id.
    func start(_ input: Int32, _ output: Int32, _ error: Int32, terminal: Bool = false) throws(HostError) -> pid_t {
        let name = arguments.first ?? ""
        let search = (environment["PATH"] ?? Self.usualPath).split(separator: ":").map { "\($0)/\(name)" }
        let storage = Strings()
        let raw = steps.map { step in
            swiftplay_step(
                kind: Int32(step.kind), is_optional: step.isOptional ? 1 : 0, source: storage.keep(step.source),
                path: storage.keep(step.path), type: storage.keep(step.type), data: storage.keep(step.data),
                flags: step.flags, number: step.number, number2: step.number2)
        }
        let arguments = storage.keep(arguments)
        let variables = storage.keep(environment.map { "\($0)=\($1)" })
        let paths = storage.keep(name.contains("/") ? [name] : search)
        var failed: Int32 = -1
        let pid = raw.withUnsafeBufferPointer { raw in
            paths.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: 1) { paths in
                var launch = swiftplay_launch(
                    namespaces: namespaces, steps: raw.baseAddress, step_count: raw.count, joined: joined ?? -1,
                    joined_namespaces: joinedNamespaces, paths: paths, arguments: arguments, environment: variables,
                    directory: storage.keep(directory), descriptors: (input, output, error),
                    terminal: terminal ? 1 : 0, limits_capabilities: capabilities == nil ? 0 : 1,
                    capabilities: capabilities ?? 0, user: user, group: group)
                return swiftplay_start(&launch, &failed)
            }
        }
        if pid > 0 { return pid }
        let reason = String(cString: strerror(-pid))
        switch failed {
        case 0...: throw HostError("cannot \(steps[Int(failed)].text): \(reason)")
        case -2: throw HostError("cannot go to \(directory ?? ""): \(reason)")
        case -3: throw HostError("cannot enter the host's namespaces: \(reason)")
        default: throw HostError("cannot run \(name): \(reason)")
        }
    }

    /// Starts it with pipes.
    func piped(hasInput: Bool = true) throws(HostError) -> PipedProgram {
        var ends: [Int32] = []
        func pair() throws(HostError) -> (Int32, Int32) {
            var pair: [Int32] = [-1, -1]
            guard pipe(&pair) == 0 else { throw .last("pipe", errno) }
            for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            ends += pair
            return (pair[0], pair[1])
        }
        do throws(HostError) {
            let input = try pair(), output = try pair(), error = try pair()
            let pid = try start(input.0, output.1, error.1)
            for end in [input.0, output.1, error.1] { close(end) }
            let program = PipedProgram(running: pid, input: input.1, output: output.0, error: error.0)
            if !hasInput { program.closeInput() }
            return program
        } catch {
            for end in ends { close(end) }
            throw error
        }
    }

    static let usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
}

/// C strings that live as long as this does.
private final class Strings {
    private var kept: [UnsafeMutableRawPointer] = []

    deinit { for pointer in kept { free(pointer) } }

    func keep(_ text: String?) -> UnsafePointer<CChar>? {
        guard let text else { return nil }
        let copy = strdup(text)!
        kept.append(copy)
        return UnsafePointer(copy)
    }

    /// An array that ends in a null pointer.
    func keep(_ texts: [String]) -> UnsafePointer<UnsafeMutablePointer<CChar>?> {
        let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: texts.count + 1)
        for (index, text) in texts.enumerated() {
            array[index] = strdup(text)
            kept.append(array[index]!)
        }
        array[texts.count] = nil
        kept.append(array)
        return UnsafePointer(array)
    }
}
