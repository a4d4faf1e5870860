/// Addresses of git repositories (gitremote-helpers(7)).
public enum GitAddress {
    /// Whether git would start a program that the address names, or take over a descriptor: `ext::…`, `fd::…`.
    public static func runsProgram(_ address: String) -> Bool {
        let bare = address.hasPrefix("git+") ? address.dropFirst(4) : address[...]
        return ["ext::", "fd::"].contains { bare.lowercased().hasPrefix($0) }
    }
}
