import Configuration
import Diagnostics
import Loading
import Playbook
import System
import Templating

/// The file of the hosts that a playbook failed on, for `--limit @file` (`retry_files_enabled`).
struct RetryFile {
    let run: RunContext

    /// Writes it where that is wanted, and says so.
    func write(_ hosts: Set<String>, after playbook: Playbook) {
        guard run.configuration.bool("RETRY_FILES_ENABLED"), !hosts.isEmpty,
            playbook.path != AdHocTask.playbookPath
        else { return }
        let files = run.loader.files
        let directory = run.configuration.string("RETRY_FILES_SAVE_PATH") ?? playbook.directory
        let name = files.name(of: playbook.path)
        let stem = name.dropFirst().lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let path = files.join(directory, stem + ".retry")
        let text = hosts.sorted().map { $0 + "\n" }.joined()
        do throws(SystemError) { try StagedFile.write(path, Array(text.utf8)) } catch {
            let message = "Could not create retry file '\(path)'.\t[Errno \(error.code)] \(error.reason): '\(path)'"
            return run.events.receive(.diagnostic(.init(message, severity: .warning)))
        }
        run.events.receive(.verbose(verbosity: 0, text: "\tto retry, use: --limit @\(path)\n", host: nil))
    }
}
