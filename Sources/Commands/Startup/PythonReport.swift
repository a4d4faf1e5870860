import Glibc
import Loading
import Playbook

/// The Python of the controller that runs plugins, as `--version` shows it.
struct PythonReport {
    /// Version, build and path, as Python says them; nil without a Python.
    let version: String?
    /// The directory of an installed ansible-core library, whose plugins are used.
    let library: String?

    init(environment: [String: String]) {
        let files = DataLoader(environment: environment)
        library = PluginPaths.Settings.pythonPath(environment, files: files)
            .map { "\($0)/ansible" }.first { files.exists("\($0)/release.py") }
        let question = "import sys; print(''.join(sys.version.splitlines()) + ' (' + sys.executable + ')')"
        let candidates = [
            library.map { "\($0)/../../../../bin/python3" }, "/usr/bin/python3", "/usr/local/bin/python3",
        ]
        guard let python = candidates.compactMap(\.self).first(where: files.exists),
            let answer = Program([files.path(python, in: "/"), "-c", question], output: nil).run(), answer.status == 0
        else {
            version = nil
            return
        }
        version = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}
