import Glibc
import Values

/// Programs that stand in for those of other machines: shell scripts, first in PATH. What they are called with is
/// noted, and `$HERE` is a directory in which they can keep what they did.
final class StandIns: Sendable {
    private let directory: String?
    private let root: String
    /// Added to the environment of what runs.
    let environment: [String: String]

    /// `path` is where programs are looked for otherwise.
    init(_ scripts: Dict, root: String, path: String) {
        guard !scripts.isEmpty else {
            (directory, environment, self.root) = (nil, [:], root)
            return
        }
        var template = Array("/tmp/swiftplay-programs-XXXXXX".utf8CString)
        let place = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
        for (name, script) in scripts {
            let path = "\(place)/\(name.text ?? "").new"
            let text = """
                #!/bin/sh
                HERE=${0%/*}; ME=${0##*/}
                printf '%s\\n' "$ME${1:+ }$*" >> "$HERE/calls"
                \((script.text ?? "").replacingRoot(root))

                """
            guard let file = fopen(path, "w") else { continue }
            fputs(text, file)
            fclose(file)
        }
        // Written by a process of its own: a program started meanwhile by another test holds no descriptor of it, for
        // which the kernel would refuse to run it.
        let copy = "for f in *.new; do cp \"$f\" \"${f%.new}\" && chmod 755 \"${f%.new}\"; done"
        _ = Glibc.system("cd '\(place)' && \(copy)")
        directory = place
        self.root = root
        environment = ["PATH": "\(place):\(path)"]
    }

    deinit { if let directory { _ = Glibc.system("rm -rf '\(directory)'") } }

    /// The command lines so far.
    var calls: [String] {
        guard let directory else { return [] }
        let text = String(decoding: ModuleCase.read("\(directory)/calls"), as: UTF8.self)
        return text.split(separator: "\n").map {
            String($0).replacing(directory, with: "{programs}").replacing(root, with: "{root}")
        }
    }
}
