import Modules
import Values

/// What an `apt` task asks for.
struct AptRequest: Sendable {
    let state: String
    let packages: [String]
    let deb: String?
    /// Nil for none.
    let upgrade: String?
    let updatesCache: Bool
    let cacheValidTime: Int
    let retries: Int
    let retryDelay: Int
    let purge: Bool
    let release: String?
    let recommends: Bool?
    let force: Bool
    let dpkgOptions: [String]
    let autoremove: Bool
    let autoclean: Bool
    let failsOnAutoremove: Bool
    let policyStatus: Int?
    let onlyUpgrade: Bool
    let prefersAptGet: Bool
    let clean: Bool
    /// The `--allow-…` flags.
    let permissions: [String]
    let lockTimeout: Int

    static let spec = ArgumentSpec(
        [
            Option("state", default: "present", choices: ["absent", "build-dep", "fixed", "latest", "present"]),
            Option("update_cache", .bool, aliases: ["update-cache"]), Option("update_cache_retries", .int, default: 5),
            Option("update_cache_retry_max_delay", .int, default: 12), Option("cache_valid_time", .int, default: 0),
            Option("purge", .bool, default: false),
            Option("package", .list, aliases: ["pkg", "name"], elements: .string), Option("deb", .path),
            Option("default_release", aliases: ["default-release"]),
            Option("install_recommends", .bool, aliases: ["install-recommends"]),
            Option("force", .bool, default: false),
            Option("upgrade", default: "no", choices: ["dist", "full", "no", "safe", "yes"]),
            Option("dpkg_options", default: "force-confdef,force-confold"),
            Option("autoremove", .bool, default: false), Option("autoclean", .bool, default: false),
            Option("fail_on_autoremove", .bool, default: false), Option("policy_rc_d", .int),
            Option("only_upgrade", .bool, default: false), Option("force_apt_get", .bool, default: false),
            Option("clean", .bool, default: false),
            Option("allow_unauthenticated", .bool, default: false, aliases: ["allow-unauthenticated"]),
            Option(
                "allow_downgrade", .bool, default: false,
                aliases: ["allow-downgrade", "allow_downgrades", "allow-downgrades"]),
            Option("allow_change_held_packages", .bool, default: false), Option("lock_timeout", .int, default: 60),
            Option("auto_install_module_deps", .bool, default: true),
        ],
        mutuallyExclusive: [["deb", "package", "upgrade"]],
        requiredOneOf: [["autoremove", "deb", "package", "update_cache", "upgrade"]],
        operands: ["package", "deb", "default_release"])

    init(_ arguments: Arguments) throws(ModuleFailure) {
        func flag(_ name: String) -> Bool { arguments.bool(name) ?? false }
        state = arguments.string("state") ?? "present"
        packages = (arguments.strings("package") ?? []).map { $0.trimmed() }
        deb = arguments.string("deb")
        let mode = arguments.string("upgrade") ?? "no"
        upgrade = mode == "no" ? nil : mode
        cacheValidTime = arguments.int("cache_valid_time") ?? 0
        updatesCache = flag("update_cache") || cacheValidTime > 0
        retries = arguments.int("update_cache_retries") ?? 5
        retryDelay = arguments.int("update_cache_retry_max_delay") ?? 12
        purge = flag("purge")
        release = arguments.string("default_release")
        recommends = arguments.bool("install_recommends")
        force = flag("force")
        dpkgOptions = (arguments.string("dpkg_options") ?? "").split(separator: ",").map(String.init)
        autoremove = flag("autoremove")
        autoclean = flag("autoclean")
        failsOnAutoremove = flag("fail_on_autoremove")
        policyStatus = arguments.int("policy_rc_d")
        onlyUpgrade = flag("only_upgrade")
        prefersAptGet = flag("force_apt_get")
        clean = flag("clean")
        permissions = [
            ("allow_unauthenticated", "--allow-unauthenticated"), ("allow_downgrade", "--allow-downgrades"),
            ("allow_change_held_packages", "--allow-change-held-packages"),
        ].filter { flag($0.0) }.map(\.1)
        lockTimeout = arguments.int("lock_timeout") ?? 60
        if deb != nil, state != "present" { throw ModuleFailure("deb only supports state=present") }
        for package in packages where package.count(where: { $0 == "=" }) > 1 {
            throw ModuleFailure("invalid package spec: \(package)")
        }
    }
}
