import Diagnostics

/// Config files that lie below every scenario of a project.
struct BaseConfigs {
    /// The project's directory, where the command was started.
    let directory: String
    let home: String?
    let isCollection: Bool

    private static let name = ".config/molecule/config.yml"

    /// The file that counts where the command line names none: of the repository, of the collection, of the user.
    var found: [String] {
        var places = [repositoryRoot ?? home].compactMap(\.self).map { $0 + "/" + Self.name }
        if isCollection { places.append("\(directory)/\(Discovery.collectionRoot)/config.yml") }
        if let home { places.append(home + "/" + Self.name) }
        return places.first(where: Disk.isFile).map { [$0] } ?? []
    }

    /// The nearest directory upwards that version control keeps.
    private var repositoryRoot: String? {
        var place = directory
        while true {
            if isRepository(place) { return place }
            guard place != "/" else { return nil }
            place = FilePath.parent(place)
        }
    }

    private func isRepository(_ place: String) -> Bool {
        // A worktree and a submodule have a file that points to the repository.
        if let pointer = Disk.isFile(place + "/.git") ? Disk.text(place + "/.git") : nil {
            return pointer.hasPrefix("gitdir: ") && pointer.split(separator: " ").count > 1
        }
        return Disk.exists(place + "/.git/HEAD") || [".hg", ".svn"].contains { Disk.isDirectory("\(place)/\($0)") }
    }
}
