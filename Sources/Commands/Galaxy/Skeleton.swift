import Diagnostics
import Loading
import Templating

/// The files of a new role or collection.
struct Skeleton {
    private let place: GalaxyPlace

    init(_ place: GalaxyPlace) { self.place = place }

    private static func isName(_ text: Substring) -> Bool {
        text.first.map { $0.isLowercase || $0 == "_" } == true
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
    }

    func makeRole() throws {
        let name = place.options.words.first ?? ""
        try make(
            at: "\(place.options.initPath ?? ".")/\(name)", folders: ["files", "templates"],
            files: [
                "README.md": "# \(name)\n\nWhat this role is for, its variables, and an example of its use.\n",
                "defaults/main.yml": "---\n# defaults of \(name)\n",
                "handlers/main.yml": "---\n# handlers of \(name)\n",
                "meta/main.yml": Self.roleMeta, "tasks/main.yml": "---\n# tasks of \(name)\n",
                "tests/inventory": "localhost\n\n",
                "tests/test.yml": "---\n- hosts: localhost\n  remote_user: root\n  roles:\n    - \(name)\n",
                "vars/main.yml": "---\n# variables of \(name)\n",
            ])
        print("- Role \(name) was created successfully")
    }

    private static let roleMeta = """
        galaxy_info:
          author: your name
          description: your role description
          company: your company (optional)
          license: license (GPL-2.0-or-later, MIT, etc)
          min_ansible_version: "2.19"
          galaxy_tags: []

        dependencies: []

        """

    func makeCollection() throws {
        let full = place.options.words.first ?? ""
        let parts = full.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(Self.isName) else {
            throw Diagnostic(
                "Invalid collection name '\(full)', name must be in the format <namespace>.<collection>. \nPlease make "
                    + "sure namespace and collection name contains characters from [a-zA-Z0-9_] only.")
        }
        let (namespace, name) = (parts[0], parts[1])
        try make(
            at: "\(place.options.initPath ?? ".")/\(namespace)/\(name)", folders: ["docs", "roles"],
            files: [
                "README.md": "# Ansible Collection - \(full)\n\nDocumentation for the collection.\n",
                "galaxy.yml": Self.metadata(namespace, name),
                "meta/runtime.yml": "---\n# requires_ansible: '>=2.19.0'\n",
                "plugins/README.md": "# Plugins of the collection, a directory for each kind\n",
            ])
        print("- Collection \(full) was created successfully")
    }

    private static func metadata(_ namespace: Substring, _ name: Substring) -> String {
        """
        namespace: \(namespace)
        name: \(name)
        version: 1.0.0
        readme: README.md
        authors:
        - your name <example@domain.com>
        description: your collection description
        license:
        - GPL-2.0-or-later
        license_file: ''
        tags: []
        dependencies: {}
        repository: http://example.com/repository
        documentation: http://docs.example.com
        homepage: http://example.com
        issues: http://example.com/issue/tracker
        build_ignore: []

        """
    }

    private func make(at path: String, folders: [String], files: [String: String]) throws {
        if place.files.exists(path) {
            guard place.files.isDirectory(path) else {
                throw Diagnostic("- the path \(path) already exists, but is a file - aborting")
            }
            guard place.options.force else {
                throw Diagnostic(
                    "- the directory \(path) already exists. You can use --force to re-initialize this directory,\n"
                        + "however it will reset any main.yml files that may have\n"
                        + "been modified there already.")
            }
        }
        for folder in folders { try place.makeDirectory("\(path)/\(folder)") }
        for (file, text) in files {
            try place.makeDirectory(place.files.parent(of: "\(path)/\(file)"))
            try place.write(text, to: "\(path)/\(file)")
        }
    }
}
