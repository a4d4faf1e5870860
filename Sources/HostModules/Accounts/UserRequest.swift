import Modules
import Values

/// What a `user` task asks for.
struct UserRequest: Sendable {
    let name: String
    let isPresent: Bool
    let id: Int?
    let mayRepeat: Bool
    let group: String?
    /// Nil leaves the memberships alone; empty takes all away.
    let groups: [String]?
    let comment: String?
    var home: String?
    let shell: String?
    let password: String?
    let updatesPassword: Bool
    let isLocked: Bool?
    /// Seconds since 1970; negative means never.
    let expires: Double?
    let force: Bool
    let remove: Bool
    let createsHome: Bool
    let movesHome: Bool
    let skeleton: String?
    let isSystem: Bool
    let appends: Bool
    let seUser: String?
    let umask: String?
    /// Days after expiry until the account is disabled.
    let inactive: Int?
    let passwordDays: (minimum: Int?, maximum: Int?, warning: Int?)
    let idLimits: [(name: String, value: Int)]
    let isLocal: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        isPresent = arguments.string("state") != "absent"
        id = arguments.int("uid")
        mayRepeat = arguments.bool("non_unique") ?? false
        group = arguments.string("group")
        groups = arguments.strings("groups").map { groups in
            groups.flatMap { $0.split(separator: ",") }.map { $0.trimmed() }.filter { !$0.isEmpty }
        }
        comment = arguments.string("comment")
        home = arguments.string("home")
        shell = arguments.string("shell")
        password = arguments.string("password")
        updatesPassword = arguments.string("update_password") != "on_create"
        isLocked = arguments.bool("password_lock")
        expires = arguments.double("expires")
        force = arguments.bool("force") ?? false
        remove = arguments.bool("remove") ?? false
        createsHome = arguments.bool("create_home") ?? true
        movesHome = arguments.bool("move_home") ?? false
        skeleton = arguments.string("skeleton")
        isSystem = arguments.bool("system") ?? false
        appends = arguments.bool("append") ?? false
        seUser = arguments.string("seuser")
        umask = arguments.string("umask")
        inactive = arguments.int("password_expire_account_disable")
        passwordDays = (
            arguments.int("password_expire_min"), arguments.int("password_expire_max"),
            arguments.int("password_expire_warn")
        )
        idLimits = [("uid_min", "UID_MIN"), ("uid_max", "UID_MAX")].compactMap { option, name in
            arguments.int(option).map { (name, $0) }
        }
        isLocal = arguments.bool("local") ?? false
        guard isLocal else { return }
        for option in ["umask", "uid_min", "uid_max"] where arguments[option] != nil {
            throw ModuleFailure("'\(option)' can not be used with 'local'")
        }
    }

    /// The day an account ends, as useradd takes it; empty for never.
    var expiryDate: String? {
        expires.map { $0 < 0 ? "" : LocalTime($0, offset: .utc).stamp("%Y-%m-%d") }
    }

    var warnings: [String] {
        var warnings: [String] = []
        if groups == nil, appends {
            warnings.append(
                "'append' is set, but no 'groups' are specified. Use 'groups' for appending new groups."
                    + "This will change to an error in Ansible 2.14.")
        }
        if let password, !password.isEmpty, !Self.isHashed(password) {
            warnings.append(
                "The input password appears not to have been hashed. "
                    + "The 'password' argument must be encrypted for this module to work properly.")
        }
        return warnings
    }

    /// Whether it looks like crypt(5)'s output, or like one of the marks that disable an account.
    static func isHashed(_ password: String) -> Bool {
        if ["*", "!", "*************"].contains(password) { return true }
        if password.contains(where: { ":*!".contains($0) }) { return false }
        let fields = password.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count >= 3, let hash = fields.last else { return false }
        let isPlain = hash.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "/") }
        let lengths = ["1": 22, "5": 43, "6": 86, "y": 43]
        return isPlain && (lengths[String(fields[1])].map { $0 == hash.count } ?? true)
    }
}
