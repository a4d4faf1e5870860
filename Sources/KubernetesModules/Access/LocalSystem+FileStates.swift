import System

extension LocalSystem {
    /// The files of these paths as they are now, nil for those that are missing; equal as long as none is written or replaced.
    func states(of paths: [String]) async -> [FileInfo?] {
        var states: [FileInfo?] = []
        for path in paths {
            var info = try? await info(path, follow: true)
            // Reading a file, starting a program and listing a directory are no change.
            info?.accessed = 0
            states.append(info)
        }
        return states
    }
}
