/// A release of a distribution that debootstrap can make a root file system of.
public struct Suite: Sendable, Hashable {
    public enum Distribution: String, Sendable {
        case debian, ubuntu
    }

    public var distribution: Distribution
    public var name: String

    public init(_ distribution: Distribution, _ name: String) {
        self.distribution = distribution
        self.name = name
    }

    /// By its name alone, such as `bookworm` or `noble`; names that are not Ubuntu's are Debian's.
    public init(named name: String) {
        let ubuntu = ["bionic", "focal", "jammy", "noble", "oracular", "plucky", "questing"]
        self.init(ubuntu.contains(name) ? .ubuntu : .debian, name)
    }

    var components: String { distribution == .ubuntu ? "main,universe" : "main" }

    /// The further suites of the same release that a system of it gets packages from.
    var updates: [String] { name == "sid" ? [] : ["\(name)-updates"] }

    var hasSecurityUpdates: Bool { name != "sid" }

    /// Verifies what is fetched.
    var keyring: String { "/usr/share/keyrings/\(distribution.rawValue)-archive-keyring.gpg" }
}
