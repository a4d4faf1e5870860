import Diagnostics
import Loading
import Regex
import TemplatePlugins
import Values

/// Makes archives of collections (`ansible-galaxy collection build`).
struct CollectionBuilder {
    private let place: GalaxyPlace

    init(_ place: GalaxyPlace) { self.place = place }

    func build() throws {
        for word in place.options.words.isEmpty ? ["."] : place.options.words {
            let source = place.path(word)
            let target = place.path(place.options.outputPath ?? ".")
            let info = try metadata(of: source)
            let archive = "\(target)/\(info.namespace)-\(info.name)-\(info.version).tar.gz"
            if place.files.exists(archive) {
                guard !place.files.isDirectory(archive) else {
                    throw Diagnostic(
                        "The output collection artifact '\(archive)' already exists, but is a directory - aborting")
                }
                guard place.options.force else {
                    throw Diagnostic(
                        "The file '\(archive)' already exists. You can use --force to re-create the collection "
                            + "artifact.")
                }
            }
            try place.withTemporary { temporary in
                let names = try stage(source, info, to: temporary)
                try place.makeDirectory(target)
                let list = Bytes((names.joined(separator: "\0") + "\0").utf8)
                let made = Program(
                    [
                        "tar", "-czf", archive, "-C", temporary, "--no-recursion", "--null", "--verbatim-files-from",
                        "-T", "-",
                    ], input: list
                ).run()
                guard made?.status == 0 else { throw Diagnostic("the archive \(archive) could not be written") }
            }
            print("Created collection for \(info.namespace).\(info.name) at \(archive)")
        }
    }

    struct Info {
        var namespace: String
        var name: String
        var version: String
        var values: Dict
    }

    /// The content of `galaxy.yml`. Throws for what is missing in it.
    func metadata(of directory: String) throws -> Info {
        let file = "\(directory)/galaxy.yml"
        guard place.files.exists(file) else {
            throw Diagnostic("The collection galaxy.yml path '\(file)' does not exist.")
        }
        let values = try place.files.value(at: file)?.mapping ?? [:]
        let needed: [Value] = ["namespace", "name", "version", "authors", "readme"]
        let missing = needed.filter { values[$0]?.isNone ?? true }.compactMap(\.text).sorted()
        guard missing.isEmpty else {
            throw Diagnostic(
                "The collection galaxy.yml at '\(file)' is missing the following mandatory keys: "
                    + missing.joined(separator: ", "))
        }
        func text(_ key: Value) -> String { (try? values[key]?.string()) ?? "" }
        return Info(namespace: text("namespace"), name: text("name"), version: text("version"), values: values)
    }

    private static let ignored = [
        "MANIFEST.json", "FILES.json", "galaxy.yml", "galaxy.yaml", ".git", "*.pyc", "*.retry", "tests/output",
    ]

    /// Copies what belongs into the archive beside its manifests.
    ///
    /// - Returns: all names in the order of the archive.
    func stage(_ source: String, _ info: Info, to directory: String) throws -> [String] {
        let patterns =
            Self.ignored + ["\(info.namespace)-\(info.name)-*.tar.gz"]
            + (info.values["build_ignore"]?.sequence ?? []).compactMap(\.text)
        var entries: [Value] = [Self.entry(".", nil)]
        var names: [String] = []
        func walk(_ folder: String) throws {
            for name in place.files.names(in: place.files.join(source, folder)) {
                let inner = folder.isEmpty ? name : "\(folder)/\(name)"
                guard
                    !patterns.contains(where: { Self.matches(inner, $0) || (folder.isEmpty && Self.matches(name, $0)) })
                else { continue }
                let (from, to) = ("\(source)/\(inner)", "\(directory)/\(inner)")
                if place.files.isDirectory(from) {
                    try place.makeDirectory(to)
                    entries.append(Self.entry(inner, nil))
                    names.append(inner)
                    try walk(inner)
                } else if let bytes = Bytes.ofFile(from) {
                    guard Program(["cp", "-p", "--", from, to]).run()?.status == 0 else {
                        throw Diagnostic("cannot copy \(from)")
                    }
                    entries.append(Self.entry(inner, Self.digest(bytes)))
                    names.append(inner)
                }
            }
        }
        try walk("")
        let files = try Self.json(["files": .list(entries), "format": 1])
        try place.write(files, to: "\(directory)/FILES.json")
        try place.write(
            try Self.json(Self.manifest(info, digest: Self.digest(Bytes(files.utf8)))),
            to: "\(directory)/MANIFEST.json")
        return ["MANIFEST.json", "FILES.json"] + names
    }

    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let expression = pattern.map { $0 == "*" ? ".*" : $0 == "?" ? "." : Regex.escape(String($0)) }.joined()
        return (try? Regex.cached("(?s:\(expression))\\Z").match(name)) != nil
    }

    private static func entry(_ name: String, _ digest: String?) -> Value {
        [
            "name": .string(name), "ftype": digest == nil ? "dir" : "file",
            "chksum_type": digest == nil ? .none : "sha256", "chksum_sha256": digest.map { .string($0) } ?? .none,
            "format": 1,
        ]
    }

    private static func manifest(_ info: Info, digest: String) -> Value {
        var collection = Dict()
        for key in [
            "namespace", "name", "version", "authors", "readme", "tags", "description", "license", "license_file",
            "dependencies", "repository", "documentation", "homepage", "issues",
        ] {
            var value = info.values[.string(key)] ?? .none
            if ["tags", "license", "authors"].contains(key) {
                value = value.text.map { [.string($0)] } ?? (value.isNone ? [] : value)
            }
            if key == "dependencies", value.isNone { value = .dict(Dict()) }
            if key == "license_file", value.text == "" { value = .none }
            collection[.string(key)] = value
        }
        let file: Value = [
            "name": "FILES.json", "ftype": "file", "chksum_type": "sha256", "chksum_sha256": .string(digest),
            "format": 1,
        ]
        return ["collection_info": .dict(collection), "file_manifest_file": file, "format": 1]
    }

    private static func json(_ value: Value) throws -> String { try JSON.text(value, JSONOptions(indent: " ")) }

    private static func digest(_ bytes: Bytes) -> String {
        (Digest.digest(bytes, "sha256") ?? []).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
