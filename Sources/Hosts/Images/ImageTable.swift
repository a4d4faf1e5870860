public import Regex

/// Which base stands for an image or box of a name.
public struct ImageTable: Sendable {
    /// What stands for an image.
    public struct Base: Sendable, Hashable {
        public var suite: Suite
        /// Whether it boots systemd and has Python and sudo; otherwise it is as small as the official images.
        public var hasInit: Bool

        public init(_ suite: Suite, hasInit: Bool) {
            self.suite = suite
            self.hasInit = hasInit
        }
    }

    private var own: [(pattern: Regex, base: Base)] = []

    public init() {}

    /// A row before all others: images in whose name `pattern` is found.
    public mutating func add(_ pattern: Regex, _ base: Base) { own.append((pattern, base)) }

    /// The base for an image by the first pattern in its name; nil where none stands for it.
    public func base(of image: String) -> Base? {
        for row in own where matches(row.pattern, image) { return row.base }
        for row in Self.suites where matches(row.pattern, image) {
            return Base(Suite(named: row.suite), hasInit: Self.bootsInit(image))
        }
        return nil
    }

    /// The base for a Vagrant box, which always boots.
    public func base(ofBox box: String) -> Base? {
        guard var base = base(of: box) else { return nil }
        base.hasInit = true
        return base
    }

    private static let suites: [(pattern: Regex, suite: String)] = {
        // A name and a release: debian:12, docker-debian12-ansible, debian-systemd:bookworm, debian/bookworm64.
        let debian = [
            ("11", "bullseye"), ("12", "bookworm|oldstable"), ("13", "trixie|stable"), ("14", "forky|testing"),
            ("sid", "unstable"),
        ].map { (#"debian[a-z_-]*[:/-]?v?("# + $0.0 + #"(?!\d)|"# + $0.1 + ")", Self.codename($0.0, $0.1)) }
        let ubuntu = [
            (#"18\.?04"#, "bionic"), (#"20\.?04"#, "focal"), (#"22\.?04"#, "jammy"), (#"24\.?04"#, "noble"),
        ].map { (#"ubuntu[a-z_-]*[:/-]?v?("# + $0.0 + #"(?!\d)|"# + $0.1 + ")", $0.1) }
        let latest = [(#"debian[a-z_-]*(:latest)?$"#, "trixie"), (#"ubuntu[a-z_-]*(:latest)?$"#, "noble")]
        return (debian + ubuntu + latest).map { (try! Regex($0.0), $0.1) }
    }()

    /// What a release is called that has a number and names; sid has none.
    private static func codename(_ number: String, _ names: String) -> String {
        number == "sid" ? number : String(names.prefix { $0 != "|" })
    }

    /// The official images and whatever is called as they are hold no init; what is made for testing roles does.
    private static func bootsInit(_ image: String) -> Bool {
        if testing.contains(where: { matches($0, image) }) { return true }
        return !matches(official, image)
    }

    private static let official = try! Regex(#"(^|/)(debian|ubuntu)(:[^/]*)?$|-slim$"#)

    private static let testing = [
        "geerlingguy/docker-.*-ansible", "rndmh3ro/docker-.*-ansible", "/molecule-systemd:", "dokken/",
        "fauust/docker-ansible:", "cisagov/docker-", "robertdebock/", "systemd",
    ].map { try! Regex($0) }

    private static func matches(_ pattern: Regex, _ image: String) -> Bool {
        ((try? pattern.search(image)) ?? nil) != nil
    }

    private func matches(_ pattern: Regex, _ image: String) -> Bool { Self.matches(pattern, image) }
}
