import Glibc

/// A program that goes on after the process that started it has ended: in a session of its own, adopted by init.
public enum BackgroundProgram {
    /// Starts `arguments` (the first is the program's path) with `input` to read; its output is thrown away.
    ///
    /// - Returns: its process group.
    public static func start(
        _ arguments: [String], input: [UInt8], environment: [String: String]
    ) throws(SystemError) -> Int32 {
        BrokenPipes.ignore()
        let pipe = try Pipe()
        let null = try Descriptor(open: "/dev/null", O_RDWR)
        // The shell ends at once; a background program of a shell would read /dev/null without the detour.
        let program = ProgramStart(
            path: "/bin/sh", arguments: ["/bin/sh", "-c", "exec 3<&0; \"$@\" <&3 3<&- &", "sh"] + arguments,
            environment: environment, directory: nil, umask: nil,
            descriptors: (pipe.reader.number, null.number, null.number), isSession: true)
        let pid = try program.start()
        _ = retrying { waitpid(pid, nil, 0) }
        try pipe.writer.write(input, arguments.first ?? "")
        return pid
    }
}
