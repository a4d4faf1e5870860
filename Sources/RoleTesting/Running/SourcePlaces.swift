/// Shows where tasks stand: files of the role under test by their own paths, not by the links that lead to them.
struct SourcePlaces: Sendable {
    /// The directory of links, as ``Prerun`` makes it.
    let links: String
    let project: String

    /// `file:line` from the project's directory where it lies below it.
    func shown(_ path: String) -> String {
        var path = path
        for (folder, depth) in [("/roles/", 1), ("/collections/ansible_collections/", 2)]
        where path.hasPrefix(links + folder) {
            let parts = path.dropFirst((links + folder).count).split(separator: "/").dropFirst(depth)
            path = project + "/" + parts.joined(separator: "/")
        }
        return FilePath.relative(path, to: project)
    }
}
