package import Jinja
package import Loading
package import Values

/// Looks for the files of lookups: in the directories of role and task, below and beside `files`, `templates`, ….
package struct FileSearch {
    private let call: LookupCall
    private let basedir: String
    private let directories: [String]
    private let isRole: Bool

    package init(call: LookupCall) {
        self.call = call
        basedir = call.world.basedir
        let role = call.templar.variables["role_path"]?.text
        isRole = role != nil
        let paths = call.world.searchPath
        directories = paths.isEmpty ? [role ?? basedir] : paths
    }

    /// The path of `name` where it exists; `kind` is the subdirectory to look into first.
    package func find(_ name: String, in kind: String?) -> String? {
        guard !name.isEmpty else { return nil }
        if name.hasPrefix("~") || name.hasPrefix("/") {
            let path = PosixPath.normalized(PosixPath.expandUser(name, environment: call.world.environment))
            return LocalFile.exists(path) ? path : nil
        }
        return candidates(name, kind).map(PosixPath.normalized).first { LocalFile.exists($0) }
    }

    /// The directories where files of this kind may be, without a name.
    package func places(_ kind: String) -> [String] { directories.flatMap { [PosixPath.join($0, kind), $0] } }

    private func candidates(_ name: String, _ kind: String?) -> [String] {
        let namesKind = kind != nil && name.prefix { $0 != "/" } == kind ?? ""
        var result: [String] = []
        for directory in directories + [basedir] {
            let path = PosixPath.absolute(directory), above = PosixPath.dirname(path)
            if directory != basedir, isRole || LocalFile.isDirectory(PosixPath.join(path, "meta")),
                above.hasSuffix("/tasks")
            {
                result.append(PosixPath.join([PosixPath.dirname(above), kind ?? "", name]))
                result.append(PosixPath.join(above, name))
            }
            if let kind, !namesKind { result.append(PosixPath.join(path, kind, name)) }
            result.append(PosixPath.join(path, name))
        }
        return result
    }

    /// The content of the file at `path`, opened where it is vaulted.
    package func content(_ path: String) throws(TemplateError) -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    /// The template in the file at `path`, opened where it is vaulted; nil where it cannot be read.
    package func template(_ path: String) throws(TemplateError) -> Template? {
        guard let template = TemplateFiles.shared.template(at: path), template.text.hasPrefix(Self.vaultMark) else {
            return TemplateFiles.shared.template(at: path)
        }
        return Template(try content(path), span: template.span)
    }

    private static let vaultMark = "$ANSIBLE_VAULT;"

    package func bytes(_ path: String) throws(TemplateError) -> [UInt8] {
        guard let bytes = LocalFile.read(path) else {
            throw call.failure("an error occurred while trying to read the file '\(path)'.")
        }
        guard bytes.starts(with: Array(Self.vaultMark.utf8)) else { return bytes }
        guard let vault = call.world.vault else {
            throw call.failure("A vault password or secret must be specified to decrypt \(path)")
        }
        return try raising { () throws(ValueError) in try vault.open(bytes, password: nil) }
    }
}
