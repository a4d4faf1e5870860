import CShims
import Glibc

/// Programs that lookups run on the controller and wait for.
enum LocalProgram {
    /// The exit status (minus the signal that ended it) and the standard output; nil where it cannot be started.
    ///
    /// Standard input is empty, errors go where this program's go. No environment means this program's own.
    static func run(
        _ arguments: [String], in directory: String, _ environment: [String: String] = [:]
    ) -> (status: Int, output: [UInt8])? {
        let empty = open("/dev/null", O_RDONLY | O_CLOEXEC)
        var ends: [Int32] = [-1, -1]
        guard empty >= 0, pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process = spawn(arguments, directory, environment, (empty, ends[1], 2))
        close(empty)
        close(ends[1])
        defer { close(ends[0]) }
        guard process > 0 else { return nil }
        let output = content(of: ends[0])
        return (status(of: process), output)
    }

    /// How the program ended, once it has.
    static func status(of process: pid_t) -> Int {
        var state: Int32 = 0
        while waitpid(process, &state, 0) < 0 && errno == EINTR {}
        let signal = state & 0x7f
        return signal == 0 ? Int(state >> 8 & 0xff) : -Int(signal)
    }

    static func spawn(
        _ arguments: [String], _ directory: String, _ environment: [String: String],
        _ descriptors: (Int32, Int32, Int32)
    ) -> pid_t {
        let words = arguments.map { strdup($0) } + [nil]
        let settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        return words.withUnsafeBufferPointer { words in
            settings.withUnsafeBufferPointer { settings in
                directory.withCString { directory in
                    var program = swiftplay_program(
                        path: words[0], arguments: words.baseAddress,
                        environment: environment.isEmpty
                            ? UnsafePointer(swiftplay_environment()) : settings.baseAddress,
                        directory: directory, descriptors: descriptors, umask: -1, session: 0, tag: 0)
                    var isDirectoryAtFault: Int32 = 0
                    return swiftplay_spawn(&program, &isDirectoryAtFault)
                }
            }
        }
    }

    private static func content(of descriptor: Int32) -> [UInt8] {
        var output: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return output }
            output += buffer[..<count]
        }
    }
}
