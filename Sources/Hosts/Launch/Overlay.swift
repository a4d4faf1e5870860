/// The options of an overlay mount (overlayfs in the kernel's documentation).
struct Overlay {
    private let lower: String

    /// `layers` are folders, the uppermost first, named below `prefix`.
    init(_ layers: [String], in prefix: String) {
        lower = layers.map { Self.escaped(prefix + $0.drop { $0 == "/" }) }.joined(separator: ":")
    }

    /// Layers named as short as they can be where the working directory is `cache`.
    init(_ layers: [String], below cache: String) {
        lower = layers.map { layer in
            Self.escaped(layer.hasPrefix(cache + "/") ? String(layer.dropFirst(cache.count + 1)) : layer)
        }.joined(separator: ":")
    }

    /// Nothing can be written.
    var lowerOnly: String { "lowerdir=\(lower.contains(":") ? lower : "\(lower):\(lower)")" }

    /// Changes go to `folder/upper`. They last no longer than the host, so nothing waits for the disk.
    func writable(in folder: String) -> String {
        let folder = Self.escaped(folder)
        return "lowerdir=\(lower),upperdir=\(folder)/upper,workdir=\(folder)/work,volatile"
    }

    private static func escaped(_ path: String) -> String {
        path.reduce(into: "") { $0 += "\\,:".contains($1) ? "\\\($1)" : String($1) }
    }
}
