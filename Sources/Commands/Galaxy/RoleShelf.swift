import Diagnostics
import Loading
import Templating
import Values

/// Roles that are installed.
struct RoleShelf {
    private let place: GalaxyPlace

    init(_ place: GalaxyPlace) { self.place = place }

    /// The version that a role was installed at; nil where nothing says so.
    func version(of directory: String) -> String? {
        let file = place.files.join(directory, "meta/.galaxy_install_info")
        let version = place.files.exists(file) ? (try? place.files.value(at: file))?.mapping?["version"]?.text : nil
        return version?.isEmpty == false ? version : nil
    }

    func isRole(_ directory: String) -> Bool {
        ["meta/main.yml", "meta/main.yaml"].contains { place.files.exists(place.files.join(directory, $0)) }
    }

    func list() throws -> Int32 {
        var isFound = false
        var warnings: [String] = []
        for root in place.rolesPaths {
            guard place.files.exists(root) else {
                warnings.append("- the configured path \(root) does not exist.")
                continue
            }
            guard place.files.isDirectory(root) else {
                warnings.append("- the configured path \(root), exists, but it is not a directory.")
                continue
            }
            isFound = true
            let names = place.options.words.isEmpty ? place.files.names(in: root) : place.options.words
            let roles = names.filter { isRole(place.files.join(root, $0)) }
            guard place.options.words.isEmpty || !roles.isEmpty else { continue }
            print("# \(root)")
            for name in roles {
                print("- \(name), \(version(of: place.files.join(root, name)) ?? "(unknown version)")")
            }
        }
        for warning in warnings { place.world.warn(warning) }
        guard isFound else {
            throw OptionsError(
                "- None of the provided paths were usable. Please specify a valid path with --roles-path")
        }
        return 0
    }

    func remove() throws {
        for name in place.options.words {
            let found = place.rolesPaths.map { place.files.join($0, name) }.first { isRole($0) }
            guard let found, !name.contains("..") else {
                print("- \(name) is not installed, skipping.")
                continue
            }
            try place.remove(found)
            print("- successfully removed \(name)")
        }
    }
}
