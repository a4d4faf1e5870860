import Values

/// A host that exists, as it is written down beside its files.
public struct HostRecord: Sendable {
    public var name: String
    public var appearance: HostDescription.Appearance
    /// Addresses by the names of networks.
    public var addresses: [String: String]
    /// What commands get as their environment.
    public var environment: [String: String]
    /// Whom commands run as unless they say so; empty is root.
    public var user: String
    /// Whether an init is its first process.
    public var boots: Bool
    /// Its image, with the snapshot that it began from on top.
    var image: HostImage
    var capabilities: UInt64
    var cgroup: Cgroup?
    /// What the platform sets for every program, as `docker exec` does.
    var limits: [HostDescription.Limit] = []
    var process: RunningProcess

    /// Whether its first process runs.
    public var isRunning: Bool { process.isRunning }
}

extension HostRecord {
    var json: Value {
        [
            "name": .string(name), "appearance": .string(appearance.rawValue),
            "addresses": record(addresses) { $0 },
            "environment": record(environment) { $0 }, "user": .string(user), "boots": .bool(boots),
            "layers": .list(image.layers.map { .string($0) }), "image": .string(image.identity),
            "capabilities": .string(String(capabilities, radix: 16)),
            "cgroup": .list((cgroup?.folders ?? []).map { .string($0) }), "pid": .int(Int(process.pid)),
            "start": .int(process.start),
            "limits": .list(limits.map { .string("\($0.name) \($0.soft) \($0.hard)") }),
        ]
    }

    init?(json: Value) {
        guard let name = json["name"]?.text, let identity = json["image"]?.text,
            let appearance = json["appearance"]?.text.flatMap(HostDescription.Appearance.init(rawValue:)),
            let pid = json["pid"]?.number.flatMap({ Int32(exactly: $0) }), let start = json["start"]?.number,
            let capabilities = json["capabilities"]?.text.flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        func texts(_ key: String) -> [String: String] {
            Dictionary((json[key]?.pairs ?? []).map { ($0, $1.text ?? "") }) { $1 }
        }
        self.name = name
        self.appearance = appearance
        self.capabilities = capabilities
        addresses = texts("addresses")
        environment = texts("environment")
        user = json["user"]?.text ?? ""
        boots = json["boots"]?.truth ?? false
        image = HostImage(layers: (json["layers"]?.items ?? []).compactMap(\.text), identity: identity)
        let folders = (json["cgroup"]?.items ?? []).compactMap(\.text)
        cgroup = folders.isEmpty ? nil : Cgroup(folders: folders)
        limits = (json["limits"]?.items ?? []).compactMap { item in
            let parts = (item.text ?? "").split(separator: " ")
            guard parts.count == 3, let soft = UInt(parts[1]), let hard = UInt(parts[2]) else { return nil }
            return HostDescription.Limit(String(parts[0]), soft: soft, hard: hard)
        }
        process = RunningProcess(pid: pid, start: start)
    }

    /// What its first process prints.
    static func log(in folder: String) -> String { "\(folder)/console.log" }

    static func read(_ folder: String) -> HostRecord? {
        guard let text = Files.text("\(folder)/host.json"), let json = try? JSON.parse(text) else { return nil }
        return HostRecord(json: json)
    }

    func write(to folder: String) throws(HostError) {
        try Files.write("\(folder)/host.json", (try? JSON.text(json)) ?? "{}", mode: 0o600)
    }
}
