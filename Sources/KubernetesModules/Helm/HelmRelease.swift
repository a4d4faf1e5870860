import Modules
import System
import Values

/// One release as `helm list` and `helm get` know it.
struct HelmRelease {
    /// `name`, `namespace`, `revision`, `status`, `chart`, `app_version`, `updated` and `values`.
    var fields: Dict

    var status: String { fields["status"]?.text ?? "" }
    var chart: String { fields["chart"]?.text ?? "" }
    var values: Value { fields["values"] ?? .dict([:]) }

    /// nil where helm knows none of that name.
    ///
    /// - Parameter flags: of `helm list`, for the states that count.
    static func find<Base: System>(
        _ name: String, _ helm: Helm<Base>, flags: [String] = [], allValues: Bool = false
    ) async throws(ModuleFailure) -> HelmRelease? {
        var command = helm.command("list", "--output=yaml", "--filter", name)
        command.add(flags)
        let shown = Value.list(command.words.map(Value.string))
        let listed = try await helm.succeed(command, shown: shown)
        let releases = try helm.documents(listed, "helm list").first?.sequence ?? []
        guard let found = releases.compactMap(\.mapping).first(where: { $0["name"]?.text == name }) else { return nil }
        var release = HelmRelease(fields: found)
        var values = helm.command("get", "values", "--output=yaml", name)
        values.add("-a", if: allValues)
        let given = try helm.documents(try await helm.succeed(values), "helm get values").first ?? .none
        release.fields["values"] = given.isNone ? .dict([:]) : given
        return release
    }
}
