import Callbacks
import Configuration
import Diagnostics
import Execution
import Loading
import Modules
import Playbook

/// Makes, installs and lists roles and collections (`ansible-galaxy`).
struct GalaxyCommand: Command {
    static let defaults = GalaxyOptions()

    static func syntax(_ program: String) -> Syntax<GalaxyOptions> { GalaxyOptions.syntax(program) }

    /// Roles are meant where no type is named.
    static func prepared(_ words: [String]) -> [String] {
        guard let index = words.firstIndex(where: { !$0.hasPrefix("-") }),
            !["role", "collection"].contains(words[index])
        else { return words }
        return Array(words[..<index]) + ["role"] + words[index...]
    }

    let call: CommandCall<GalaxyOptions>

    func run() async throws -> Int32 {
        let world = try World(verbose: call.options.output.verbose)
        world.introduce(program: call.program)
        let place = GalaxyPlace(world: world, options: call.options)
        switch call.options.action {
        case .roleInit: try Skeleton(place).makeRole()
        case .collectionInit: try Skeleton(place).makeCollection()
        case .roleList: return try RoleShelf(place).list()
        case .roleRemove: try RoleShelf(place).remove()
        case .roleInstall: return try RoleInstaller(place).install()
        case .collectionList: try CollectionShelf(place).list()
        case .collectionBuild: try CollectionBuilder(place).build()
        case .collectionInstall:
            return try CollectionInstaller(place).install()
        case .server(let name):
            throw Diagnostic("ansible-galaxy \(name) needs the Galaxy server, which is not supported.")
        }
        return 0
    }
}

/// Where roles and collections lie, and the little that all of their commands do.
struct GalaxyPlace {
    let world: World
    let options: GalaxyOptions
    let files: DataLoader

    init(world: World, options: GalaxyOptions) {
        self.world = world
        self.options = options
        files = DataLoader(environment: world.environment)
    }

    func path(_ written: String) -> String { files.path(written, in: world.directory) }

    var rolesPaths: [String] {
        let given = options.rolesPaths.flatMap { $0.split(separator: ":").map { path(String($0)) } }
        return given + world.configuration.list("DEFAULT_ROLES_PATH").map(path)
    }

    var collectionsPaths: [String] {
        let given = options.collectionsPaths.flatMap { $0.split(separator: ":").map { path(String($0)) } }
        return given + world.configuration.collectionsPaths.map(path)
    }

    /// Where collections are found: the configured paths, and what packages of Python bring along.
    var searchedCollectionsPaths: [String] {
        let settings = world.plugins(files)
        let packages = settings.findsInstalledCollections ? settings.pythonPath : []
        return collectionsPaths + packages.filter { files.isDirectory("\($0)/ansible_collections") }
    }

    func remove(_ path: String) throws(Diagnostic) {
        guard Program(["rm", "-rf", "--", path]).run()?.status == 0 else {
            throw Diagnostic("cannot remove \(path)")
        }
    }

    func makeDirectory(_ path: String) throws(Diagnostic) {
        guard Program(["mkdir", "-p", "--", path]).run()?.status == 0 else {
            throw Diagnostic("cannot make the directory \(path)")
        }
    }

    func write(_ text: String, to path: String) throws(Diagnostic) {
        guard Bytes(text.utf8).write(to: path) else { throw Diagnostic("cannot write \(path)") }
    }

    /// Runs `body` with a new directory, which is taken away afterwards.
    func withTemporary<Result>(_ body: (String) throws -> Result) throws -> Result {
        let made = Program(["mktemp", "-d"], output: nil).run()
        guard let made, made.status == 0 else { throw Diagnostic("cannot make a temporary directory") }
        let directory = String(String(decoding: made.output, as: UTF8.self).prefix { $0 != "\n" })
        defer { try? remove(directory) }
        return try body(directory)
    }

    /// A clone of a repository at a version, in `directory`.
    func clone(_ url: String, version: String?, to directory: String) throws(Diagnostic) {
        guard !GitAddress.runsProgram(url), !url.hasPrefix("-") else {
            throw Diagnostic("'\(url)' is not the address of a git repository")
        }
        if let version, version.hasPrefix("-") {
            throw Diagnostic(
                "'\(version)' is not a version of a git repository", notes: [.init("The repository is \(url).")])
        }
        let cloned = Program(["git", "clone", "--quiet", "--", url, directory]).run()
        guard cloned?.status == 0 else { throw Diagnostic("command git clone \(url) failed") }
        guard let version, !version.isEmpty, version != "HEAD" else { return }
        guard Program(["git", "checkout", "--quiet", version, "--"], in: directory).run()?.status == 0 else {
            throw Diagnostic("command git checkout \(version) failed in \(url)")
        }
    }

    /// Whether a source is the URL of an archive.
    func isURL(_ source: String) -> Bool {
        ["http://", "https://", "file://"].contains { source.lowercased().hasPrefix($0) }
    }

    /// Puts the archive at a URL into a file.
    func download(_ url: String, to path: String) throws(Diagnostic) {
        if url.lowercased().hasPrefix("file://") {
            let local = String(url.dropFirst("file://".count))
            guard Program(["cp", "--", local, path]).run()?.status == 0 else {
                throw Diagnostic("could not download the file \(url)")
            }
            return
        }
        var download = ControllerDownload()
        download.validatesCertificates = !options.ignoresCertificates
        do throws(ControllerDownload.Failure) { try download.fetch(url, to: path) } catch {
            throw Diagnostic("failed to download the file: \(error.message)")
        }
    }

    /// What is in an archive, in `directory`; links that lead out of it are refused, and so is what is no file, directory
    /// or link: devices and FIFOs have no place in content.
    func unpack(_ archive: String, to directory: String) throws(Diagnostic) {
        let listed = Program(["tar", "--force-local", "-tvf", archive], output: nil).run()
        let names = String(decoding: listed?.output ?? [], as: UTF8.self).split(separator: "\n")
        if let special = names.first(where: { !"-dlh".contains($0.first ?? "-") }) {
            throw Diagnostic("the archive \(archive) holds something that is no file, directory or link: \(special)")
        }
        guard Program(["tar", "--force-local", "-xf", archive, "-C", directory, "--no-same-owner"]).run()?.status == 0
        else {
            throw Diagnostic("the file \(archive) could not be unpacked as a tar archive")
        }
        let links = Program(["find", directory, "-type", "l", "-printf", "%p\\n%l\\n"], output: nil).run()
        let lines = String(decoding: links?.output ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
        for index in stride(from: 0, to: lines.count - 1, by: 2) {
            let target = files.path(lines[index + 1], in: files.parent(of: lines[index]))
            guard !lines[index + 1].hasPrefix("/"), target.hasPrefix(directory + "/") else {
                throw Diagnostic("the archive \(archive) holds a link that leads out of it: \(lines[index + 1])")
            }
        }
    }
}
