package import System

/// What stands at a path, in the words of the file module.
package enum FileState: String, Sendable {
    case absent, file, directory, link, hard

    package init(_ info: FileInfo?) {
        guard let info else {
            self = .absent
            return
        }
        switch info.kind {
        case .link: self = .link
        case .directory: self = .directory
        default: self = info.links > 1 ? .hard : .file
        }
    }
}
