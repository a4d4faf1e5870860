import Foundation
import System
import Testing
import Values

@testable import KubernetesModules

/// Tasks of `helm` ask for its plugins once, as long as nothing about them has changed.
@Suite struct HelmPluginTests {
    /// Has the release, and the plugins whose directories there are.
    private static let helm = #"""
        #!/bin/sh
        echo "$*" >> "${0%/*}/calls"
        case "$*" in
        "plugin list") printf 'NAME\tVERSION\tDESCRIPTION\n'
            for directory in "$HELM_PLUGINS"/*/; do
                test -d "$directory" && printf '%s\t3.9.4\tPreview\n' "$(basename "$directory")"
            done;;
        "diff upgrade"*) echo "- a";;
        list*) echo '[{"name":"r1","namespace":"t1","revision":"4","status":"deployed","chart":"web-1.2.0","app_version":"2.0"}]';;
        "get values"*) echo null;;
        *"show chart"*) printf 'name: web\nversion: 1.2.0\nappVersion: "2.0"\n';;
        esac
        true
        """#

    @Test func aPluginThatIsAddedIsSeen() async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("helm", Self.helm, mode: 0o755)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let system = LocalSystem(
                environment: ["PATH": "\(run.root):\(path)", "HELM_PLUGINS": "\(run.root)/plugins"])
            func changes() async -> Value? {
                await run.result(
                    "kubernetes.core.helm",
                    ["release_name": "r1", "release_namespace": "t1", "chart_ref": "web"], on: system)["changed"]
            }
            func lists() async -> Int {
                (await run.read("calls") ?? "").split(separator: "\n").count { $0 == "plugin list" }
            }
            for _ in 0..<3 { #expect(await changes() == false) }
            #expect(await lists() == 1)
            try await system.makeDirectory("\(run.root)/plugins", mode: 0o755)
            try await system.makeDirectory("\(run.root)/plugins/diff", mode: 0o755)
            for _ in 0..<2 { #expect(await changes() == true) }
            #expect(await lists() == 2)
        }
    }
}
