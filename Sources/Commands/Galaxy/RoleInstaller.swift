import Callbacks
import Diagnostics
import Glibc
import Loading
import Templating
import Values

/// Installs roles from local archives and git repositories (`ansible-galaxy role install`).
struct RoleInstaller {
    private let place: GalaxyPlace
    private let shelf: RoleShelf

    init(_ place: GalaxyPlace) {
        self.place = place
        shelf = RoleShelf(place)
    }

    func install() throws -> Int32 {
        var queue = try requirements()
        print("Starting galaxy role install process")
        guard let root = place.rolesPaths.first else { throw Diagnostic("there is no path for roles") }
        var done: Set<String> = []
        while !queue.isEmpty {
            let role = queue.removeFirst()
            guard done.insert(role.name).inserted else { continue }
            do {
                queue += try install(role, in: root)
            } catch let error as Diagnostic {
                place.world.warn("- \(role.name) was NOT installed successfully: \(error.message)")
                guard place.options.ignoresErrors else {
                    throw Diagnostic(
                        "- you can use --ignore-errors to skip failed roles and finish processing the list.")
                }
            }
        }
        return 0
    }

    private func requirements() throws -> [RoleRequirement] {
        guard let file = place.options.requirements else {
            guard !place.options.words.isEmpty else {
                throw OptionsError("- you must specify a user/role name or a roles file")
            }
            return place.options.words.map(RoleRequirement.init(word:))
        }
        let path = place.path(file)
        guard place.files.exists(path) else { throw Diagnostic("The requirements file '\(path)' does not exist.") }
        guard [".yaml", ".yml"].contains(where: path.hasSuffix) else {
            throw Diagnostic("Invalid role requirements file, it must end with a .yml or .yaml extension")
        }
        guard let content = try place.files.value(at: path), !content.isNone else {
            throw Diagnostic("No requirements found in file '\(path)'")
        }
        let entries = content.sequence ?? content.mapping?["roles"]?.sequence ?? []
        return try entries.map { entry in
            guard let role = RoleRequirement(entry: entry) else {
                throw Diagnostic("Must specify name or src for role")
            }
            return role
        }
    }

    /// - Returns: what the role needs besides.
    private func install(_ role: RoleRequirement, in root: String) throws -> [RoleRequirement] {
        let target = place.files.path(role.name, in: root)
        guard target.hasPrefix(root + "/") else { throw Diagnostic("the name leads out of the path for roles") }
        if shelf.isRole(target), !place.options.force, !place.options.forceWithDependencies {
            print("- \(role.name) is already installed, skipping.")
            return []
        }
        let archive = place.path(role.source)
        return try place.withTemporary { temporary in
            let content = "\(temporary)/content"
            var version = role.version
            if role.isRepository {
                try place.clone(role.source, version: role.version, to: content)
                if !place.options.keepsMeta { try place.remove("\(content)/.git") }
            } else if place.files.exists(archive), !place.files.isDirectory(archive) {
                try place.makeDirectory(content)
                try place.unpack(archive, to: content)
            } else {
                if place.isURL(role.source) {
                    print("- downloading role from \(role.source)")
                    try place.download(role.source, to: "\(temporary)/archive")
                } else {
                    version = try downloadFromServer(role, to: "\(temporary)/archive")
                }
                try place.makeDirectory(content)
                try place.unpack("\(temporary)/archive", to: content)
            }
            let source = try self.root(of: content)
            print("- extracting \(role.name) to \(target)")
            if place.files.exists(target) { try place.remove(target) }
            try place.makeDirectory(place.files.parent(of: target))
            guard Program(["cp", "-r", "--", source, target]).run()?.status == 0 else {
                throw Diagnostic("the files could not be put to \(target)")
            }
            try place.write(
                "install_date: \(Self.now())\nversion: \(version.map { "'\($0)'" } ?? "''")\n",
                to: "\(target)/meta/.galaxy_install_info")
            let suffix = version.map { " (\($0))" } ?? ""
            print("- \(role.name)\(suffix) was installed successfully")
            return place.options.noDependencies ? [] : try dependencies(of: target)
        }
    }

    /// Puts a role's archive that a Galaxy server knows into a file; gives its version.
    private func downloadFromServer(_ role: RoleRequirement, to path: String) throws -> String {
        let parts = role.source.split(separator: ".")
        var problems: [Diagnostic] = []
        let servers = try GalaxyServer.all(place)
        for server in servers where parts.count > 1 {
            let known: (archive: String, version: String)?
            do throws(Diagnostic) { known = try server.role(role.source, version: role.version) } catch {
                problems.append(error)
                continue
            }
            guard let found = known else { continue }
            let owner = parts.dropLast().joined(separator: ".")
            print("- downloading role '\(parts[parts.count - 1])', owned by \(owner)")
            print("- downloading role from \(found.archive)")
            try place.download(found.archive, to: path)
            return found.version
        }
        if problems.count == servers.count, let problem = problems.first { throw problem }
        throw Diagnostic(
            "- sorry, \(role.source) was not found on \(servers.map(\.name).joined(separator: ", ")).",
            notes: problems.map { Diagnostic.Note($0.message) })
    }

    /// The directory in an archive that is the role: the one with a `meta/main.yml`, the nearest to the top.
    private func root(of content: String) throws -> String {
        let found = Program(
            ["find", content, "-path", "*/meta/main.y*ml", "-printf", "%d %h\\n"], output: nil
        ).run()
        let lines = String(decoding: found?.output ?? [], as: UTF8.self).split(separator: "\n").compactMap { line in
            line.split(separator: " ", maxSplits: 1).last.map { (Int(line.prefix { $0 != " " }) ?? 0, String($0)) }
        }
        guard let meta = lines.min(by: { $0.0 < $1.0 })?.1 else {
            throw Diagnostic("this role does not appear to have a meta/main.yml file.")
        }
        return place.files.parent(of: meta)
    }

    private func dependencies(of role: String) throws -> [RoleRequirement] {
        var entries: [Value] = []
        for file in ["meta/main.yml", "meta/main.yaml"] where place.files.exists("\(role)/\(file)") {
            entries += (try? place.files.value(at: "\(role)/\(file)"))?.mapping?["dependencies"]?.sequence ?? []
        }
        if place.files.exists("\(role)/meta/requirements.yml") {
            entries += (try? place.files.value(at: "\(role)/meta/requirements.yml"))?.sequence ?? []
        }
        return entries.compactMap(RoleRequirement.init(entry:)).filter { needed in
            guard shelf.isRole(place.files.join(place.rolesPaths[0], needed.name)) else { return true }
            print("- dependency \(needed.name) is already installed, skipping.")
            return false
        }
    }

    private static func now() -> String {
        var (seconds, parts) = (time(nil), tm())
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        strftime(&buffer, buffer.count, "%c", &parts)
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
