import Diagnostics
import Loading
import TemplatePlugins
import Templating
import Values

/// A Dockerfile.j2 with the platform as `item`.
struct DockerfileTemplate {
    let platform: Platform

    func render(_ text: String, name: String) throws(Diagnostic) -> String {
        let lookups = LookupContext(table: .ansible, basedir: FilePath.parent(name), searchPath: [], environment: [:])
        let templar = Templar(
            environment: .ansible, variables: VariableStack([["item": .dict(platform.keys)]]), lookups: lookups)
        return try templar.renderText(.template(Template(text)))
    }
}
