import Values

/// The short description in a plugin's file, found without reading the rest of it.
///
/// As ansible-core's `read_docstub` does it for `ansible-doc --list`: the lines of `short_description`, once one that begins
/// with `DOCUMENTATION` has come. Nothing else of the file has to be well-formed.
struct DocStub {
    /// What a listing shows; nil where the file holds no short description.
    let text: String?

    /// Throws ``Malformed`` where the lines are no YAML.
    init(_ file: [UInt8]) throws(Malformed) {
        let stub = Self.lines(file)
        guard !stub.isEmpty else {
            text = nil
            return
        }
        var written = String(decoding: stub, as: UTF8.self).trimmed()
        while written.hasSuffix(".") { written.removeLast() }
        guard let value = PluginPage.yaml(written) else { throw Malformed() }
        text =
            value.mapping.map { ($0["short_description"]?.text ?? "INVALID SHORT DESCRIPTION").trimmed() }
            ?? "UNDOCUMENTED"
    }

    struct Malformed: Error {}

    private static let assignment = Array("DOCUMENTATION".utf8)
    private static let key = Array("short_description:".utf8)

    /// The lines of the key, to the first that is not indented more than it.
    private static func lines(_ file: [UInt8]) -> [UInt8] {
        var (found, isInside, depth): ([UInt8], Bool, Int?) = ([], false, nil)
        var rest = file[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...]
            if let depth {
                guard line.count > depth, line.prefix(depth + 1).allSatisfy({ $0 == UInt8(ascii: " ") }) else { break }
                found += line
            } else if isInside {
                let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                guard text.starts(with: key) else { continue }
                depth = line.count - text.count
                found += line
            } else if line.starts(with: assignment) {
                isInside = line.contains(UInt8(ascii: "=")) || line.contains(UInt8(ascii: ":"))
            }
        }
        return found
    }
}
