import Modules
import Values

/// What a `dnf` task asks for.
struct DnfRequest: Sendable {
    static let options = Option.table(
        """
        allow_downgrade:bool=false allowerasing:bool=false autoremove:bool=false best:bool bugfix:bool=false
        cacheonly:bool=false conf_file disable_excludes disable_gpg_check:bool=false disable_plugin:list=
        disablerepo:list= download_only:bool=false download_dir enable_plugin:list= enablerepo:list= exclude:list=
        installroot=/ install_repoquery:bool=true install_weak_deps:bool=true list name(pkg):list= nobest:bool
        releasever security:bool=false skip_broken:bool=false state{absent|installed|latest|present|removed}
        update_cache(expire-cache):bool=false update_only:bool=false validate_certs:bool=true sslverify:bool=true
        lock_timeout:int=30
        """)

    static func spec(_ more: [Option]) -> ArgumentSpec {
        ArgumentSpec(
            options + more, mutuallyExclusive: [["name", "list"], ["best", "nobest"]],
            requiredOneOf: [["name", "list", "update_cache"]], operands: ["name", "list"])
    }

    enum State: Sendable { case present, latest, absent }

    let arguments: Arguments
    let state: State
    let names: [String]
    let root: String?
    let autoremoves: Bool
    let onlyDownloads: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        names = Self.words(arguments, "name")
        let root = arguments.string("installroot") ?? "/"
        self.root = root == "/" ? nil : root
        autoremoves = arguments.bool("autoremove") ?? false
        onlyDownloads = arguments.bool("download_only") ?? false
        var word = arguments.string("state")
        if autoremoves {
            if word == nil { word = "absent" }
            guard word == "absent" || word == "removed" else {
                throw ModuleFailure(
                    "Autoremove should be used alone or with state=absent", values: ["results": .list([])])
            }
        }
        switch word {
        case "absent", "removed": state = .absent
        case "latest": state = .latest
        default: state = .present
        }
        if state == .absent, names.contains(where: Self.isFile) {
            throw ModuleFailure(
                "Cannot remove paths -- please specify package name.", values: ["results": .list([])])
        }
    }

    /// Lists whose items may hold several words with commas between them.
    private static func words(_ arguments: Arguments, _ name: String) -> [String] {
        (arguments.strings(name) ?? []).flatMap { $0.split(separator: "," as Character) }.map { $0.trimmed() }
            .filter { !$0.isEmpty }
    }

    static func isFile(_ name: String) -> Bool { name.hasSuffix(".rpm") || name.has("://") }

    /// The options as flags of the fourth or the fifth generation of the program.
    func flags(isFive: Bool) -> [String] {
        var flags = ["-y"]
        for (option, flag) in [
            ("conf_file", "--config"), ("installroot", "--installroot"), ("releasever", "--releasever"),
        ] {
            guard let text = arguments.string(option), option != "installroot" || root != nil else { continue }
            flags.append("\(flag)=\(text)")
        }
        if isFive, root != nil { flags.append("--use-host-config") }
        let lists = [
            ("exclude", "--exclude"), ("disablerepo", "--disablerepo"), ("enablerepo", "--enablerepo"),
            ("enable_plugin", isFive ? "--enable-plugin" : "--enableplugin"),
            ("disable_plugin", isFive ? "--disable-plugin" : "--disableplugin"),
        ]
        for (option, flag) in lists { flags += Self.words(arguments, option).map { "\(flag)=\($0)" } }
        if arguments.bool("disable_gpg_check") == true { flags.append(isFive ? "--no-gpgchecks" : "--nogpgcheck") }
        for (option, flag) in [("cacheonly", "--cacheonly"), ("update_cache", "--refresh")]
        where arguments.bool(option) == true { flags.append(flag) }
        return flags + settings(isFive: isFive).map { "--setopt=\($0)" }
    }

    private func settings(isFive: Bool) -> [String] {
        var settings = ["clean_requirements_on_remove=\(autoremoves ? 1 : 0)"]
        if arguments.bool("validate_certs") == false || arguments.bool("sslverify") == false {
            settings.append("sslverify=0")
        }
        if arguments.bool("install_weak_deps") == false { settings.append("install_weak_deps=0") }
        if arguments.bool("skip_broken") == true { settings.append(isFive ? "skip_broken=1" : "strict=0") }
        if let best = arguments.bool("best") ?? arguments.bool("nobest").map({ !$0 }) {
            settings.append("best=\(best ? 1 : 0)")
        }
        if let excludes = arguments.string("disable_excludes") {
            settings.append("disable_excludes=\(isFive && excludes == "all" ? "*" : excludes)")
        }
        if let directory = arguments.string("download_dir") { settings.append("destdir=\(directory)") }
        return settings
    }

    /// Flags that only commands which install or upgrade take.
    var transactionFlags: [String] {
        [("allowerasing", "--allowerasing"), ("bugfix", "--bugfix"), ("security", "--security")].compactMap {
            arguments.bool($0.0) == true ? $0.1 : nil
        } + (onlyDownloads ? ["--downloadonly"] : [])
    }
}
