import Callbacks
import Diagnostics
import Loading
import Templating
import Values

/// Collections that are installed.
struct CollectionShelf {
    private let place: GalaxyPlace

    init(_ place: GalaxyPlace) { self.place = place }

    struct Found {
        var name: String
        /// `*` where the collection does not say it.
        var version: String
        /// Needed collections and their constraints.
        var dependencies: [(name: String, constraint: String)]
    }

    /// Installed collections of all paths, those that content finds first before others.
    var all: [Found] { place.searchedCollectionsPaths.flatMap { collections(in: $0) } }

    /// What the metadata of a collection names as needed.
    static func dependencies(of metadata: Dict?) -> [(name: String, constraint: String)] {
        (metadata?["dependencies"]?.mapping ?? [:]).compactMap { name, constraint in
            name.text.map { ($0, constraint.text ?? "*") }
        }
    }

    /// What a collection's directory says of it.
    func metadata(of directory: String) -> Dict? {
        let manifest = "\(directory)/MANIFEST.json", galaxy = "\(directory)/galaxy.yml"
        if place.files.exists(manifest) {
            return (try? place.files.value(at: manifest))?.mapping?["collection_info"]?.mapping
        }
        return place.files.exists(galaxy) ? (try? place.files.value(at: galaxy))?.mapping : nil
    }

    func collections(in root: String) -> [Found] {
        let base = root.hasSuffix("/ansible_collections") ? root : "\(root)/ansible_collections"
        return place.files.names(in: base).flatMap { namespace in
            place.files.names(in: "\(base)/\(namespace)").compactMap { name in
                let directory = "\(base)/\(namespace)/\(name)"
                guard place.files.isDirectory(directory), !namespace.hasSuffix(".info") else { return nil }
                let metadata = metadata(of: directory)
                return Found(
                    name: "\(namespace).\(name)",
                    version: metadata?["version"].flatMap { try? $0.string() } ?? "*",
                    dependencies: Self.dependencies(of: metadata))
            }
        }
    }

    func list() throws {
        var all = Dict()
        var isFound = false
        for root in place.searchedCollectionsPaths {
            let base = root.hasSuffix("/ansible_collections") ? root : "\(root)/ansible_collections"
            var found = collections(in: root)
            if !place.options.words.isEmpty { found = found.filter { place.options.words.contains($0.name) } }
            guard !found.isEmpty, all[.string(base)] == nil else { continue }
            isFound = true
            all[.string(base)] = .dict(
                Dict(
                    found.map { (.string($0.name), ["version": .string($0.version)]) }, uniquingKeysWith: { $1 }))
            if place.options.format == nil || place.options.format == "human" { show(found, in: base) }
        }
        if !isFound, let name = place.options.words.first {
            place.world.warn("unable to find \(name) in collection paths")
        }
        switch place.options.format {
        case "json": print(try JSON.text(.dict(all)))
        case "yaml": print(try ConfigCommand.text(of: .dict(all), asJSON: false), terminator: "")
        default: break
        }
    }

    private func show(_ found: [Found], in base: String) {
        let (name, version) = (
            max(10, found.map(\.name.count).max() ?? 0), max(7, found.map(\.version.count).max() ?? 0)
        )
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        print("\n# \(base)")
        print("\(padded("Collection", name)) \(padded("Version", version))")
        print("\(String(repeating: "-", count: name)) \(String(repeating: "-", count: version))")
        for one in found { print("\(padded(one.name, name)) \(padded(one.version, version))") }
    }
}
