import Foundation
import System
import Testing
import Values

@testable import KubernetesModules

/// Tasks that reach one cluster in the same way: the first two run kubectl for each request, the others talk to one proxy.
///
/// The kubectl here answers requests for two ConfigMaps, as a proxy on a Unix socket too, and notes how it is run.
@Suite struct KubectlProxyTests {
    private static let kubectl = #"""
        #!/usr/bin/env python3
        import http.server, json, os, socketserver, sys
        here = os.path.dirname(os.path.abspath(__file__))
        words = sys.argv[1:]
        if "--kubeconfig" in words:
            place = words.index("--kubeconfig")
            del words[place : place + 2]
        with open(here + "/calls", "a") as calls:
            calls.write(" ".join(word.split("=")[0] for word in words) + "\n")
        TYPES = {"kind": "APIResourceList", "resources": [{"name": "configmaps", "namespaced": True, "kind": "ConfigMap"}]}
        DEFINITIONS = {"resources": [{"name": "customresourcedefinitions", "kind": "CustomResourceDefinition"}]}
        def answer(path):
            if path == "/api/v1":
                return 200, TYPES
            if path == "/apis/apiextensions.k8s.io/v1":
                return 200, DEFINITIONS
            name = path.split("?")[0].split("/")[-1]
            if name in ("one", "two"):
                return 200, {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": name, "namespace": "n"}}
            return 404, {"kind": "Status", "reason": "NotFound", "code": 404, "message": 'configmaps "%s" not found' % name}
        if words[0] == "get":
            status, content = answer(words[2])
            if status != 200:
                sys.exit("Error from server (NotFound): " + content["message"])
            print(json.dumps(content))
        elif words[0] == "proxy" and not os.path.exists(here + "/no-proxy"):
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    with open(here + "/requests", "a") as requests:
                        requests.write("GET %s\n" % self.path)
                    status, content = answer(self.path)
                    self.send(status, content)
                def do_PATCH(self):
                    length = int(self.headers["Content-Length"])
                    with open(here + "/requests", "a") as requests:
                        requests.write("PATCH %s %s\n" % (self.path, self.headers["Content-Type"]))
                    self.send(200, {**answer(self.path)[1], "data": json.loads(self.rfile.read(length))["data"]})
                def send(self, status, content):
                    body = json.dumps(content).encode()
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(body)))
                    self.send_header("Warning", '299 - "a \\"quoted\\" warning"')
                    self.end_headers()
                    self.wfile.write(body)
                def address_string(self):
                    return "socket"
                def log_message(self, *_):
                    pass
            class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
                daemon_threads = True
            socket = [word for word in words if word.startswith("--unix-socket=")][0].split("=", 1)[1]
            for name, text in (("pid", str(os.getpid())), ("socket", socket)):
                with open(here + "/" + name, "w") as file:
                    file.write(text)
            Server(socket, Handler).serve_forever()
        else:
            sys.exit("error: unknown command")
        """#

    private func inPlace(_ work: (ModuleRun, LocalSystem) async throws -> Void) async throws {
        try await ModuleRun.inDirectory { run in
            try await run.write("kubectl", Self.kubectl, mode: 0o755)
            try await run.write("config", "{}")
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            try await work(run, LocalSystem(environment: ["PATH": "\(run.root):\(path)"]))
            // What ends it removes its directory.
            guard let pid = await run.read("pid").flatMap({ Int32($0) }) else { return }
            kill(pid, SIGKILL)
            let socket = try #require(await run.read("socket"))
            for _ in 0..<500 where FileManager.default.fileExists(atPath: socket) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(!FileManager.default.fileExists(atPath: socket))
        }
    }

    private func look(_ run: ModuleRun, _ system: LocalSystem, _ name: Value = "one") async -> Dict {
        await run.result(
            "kubernetes.core.k8s_info",
            ["kind": "ConfigMap", "name": name, "namespace": "n", "kubeconfig": run.path("config")], on: system)
    }

    private func calls(_ run: ModuleRun) async -> [String] {
        (await run.read("calls") ?? "").split(separator: "\n").map(String.init)
    }

    private static let twoTasks = Array(
        repeating: ["get --raw /api/v1", "get --raw /api/v1/namespaces/n/configmaps/one"], count: 2
    ).flatMap { $0 }

    @Test func laterTasksShareAProxy() async throws {
        try await inPlace { run, system in
            let first = await look(run, system)
            #expect(first["resources"]?.sequence?.count == 1)
            for _ in 0..<4 { #expect(await look(run, system)["resources"] == first["resources"]) }
            let missing = await look(run, system, "three")
            #expect(missing["resources"] == [])
            #expect(await calls(run) == Self.twoTasks + ["proxy --unix-socket"])
            let requests = (await run.read("requests") ?? "").split(separator: "\n")
            // The kinds that are served were asked for once.
            #expect(
                requests == ["GET /api/v1"] + Array(repeating: "GET /api/v1/namespaces/n/configmaps/one", count: 3)
                    + ["GET /api/v1/namespaces/n/configmaps/three"])
        }
    }

    @Test func aKindThatIsNotKnownIsAskedForAgain() async throws {
        try await inPlace { run, system in
            for _ in 0..<3 { _ = await look(run, system) }
            for count in 2...3 {
                let result = await run.result(
                    "kubernetes.core.k8s",
                    ["kind": "Secret", "name": "one", "namespace": "n", "kubeconfig": run.path("config")], on: system)
                #expect(result["msg"]?.text?.hasPrefix("Failed to find exact match for v1.Secret") == true)
                let requests = (await run.read("requests") ?? "").split(separator: "\n")
                #expect(requests.count { $0 == "GET /api/v1" } == count)
            }
        }
    }

    @Test func kindsAreForgottenWhenDefinitionsOfKindsChange() async throws {
        try await inPlace { run, system in
            for _ in 0..<3 { _ = await look(run, system) }
            let result = await run.result(
                "kubernetes.core.k8s",
                [
                    "definition": [
                        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                        "metadata": ["name": "two"], "data": ["a": "b"],
                    ], "kubeconfig": run.path("config"),
                ], on: system)
            #expect(result["changed"] == true)
            _ = await look(run, system)
            let requests = (await run.read("requests") ?? "").split(separator: "\n")
            #expect(requests.count { $0 == "GET /api/v1" } == 2)
        }
    }

    @Test func changesGoThroughItToo() async throws {
        try await inPlace { run, system in
            for _ in 0..<2 { _ = await look(run, system) }
            let result = await run.result(
                "kubernetes.core.k8s",
                [
                    "definition": [
                        "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "two", "namespace": "n"],
                        "data": ["a": "b"],
                    ], "kubeconfig": run.path("config"), "apply": true,
                    "server_side_apply": ["field_manager": "me", "force_conflicts": true],
                ], on: system)
            #expect(result["changed"] == true)
            #expect(result["result"]?.mapping?["data"] == ["a": "b"])
            #expect(result["warnings"]?.sequence?.contains("a \"quoted\" warning") == true)
            let requests = (await run.read("requests") ?? "").split(separator: "\n")
            let query = "fieldManager=me&force=true&fieldValidation=Ignore"
            #expect(
                requests.last == "PATCH /api/v1/namespaces/n/configmaps/two?\(query) application/apply-patch+yaml")
        }
    }

    @Test func kubectlTakesItsPlaceWhereItDoesNotStart() async throws {
        try await inPlace { run, system in
            try await run.write("no-proxy", "")
            for _ in 0..<4 { #expect(await look(run, system)["resources"]?.sequence?.count == 1) }
            let calls = await calls(run)
            #expect(calls == Self.twoTasks + ["proxy --unix-socket"] + Self.twoTasks)
        }
    }

    @Test func kubectlTakesItsPlaceWhenItHasEnded() async throws {
        try await inPlace { run, system in
            for _ in 0..<3 { _ = await look(run, system) }
            let pid = try #require(await run.read("pid").flatMap { Int32($0) })
            kill(pid, SIGKILL)
            for _ in 0..<2 { #expect(await look(run, system)["resources"]?.sequence?.count == 1) }
            // The first of the two knows the kind already.
            #expect(await calls(run) == Self.twoTasks + ["proxy --unix-socket"] + Self.twoTasks.dropFirst())
        }
    }

    @Test func otherCredentialsAreAnotherWay() async throws {
        try await inPlace { run, system in
            for _ in 0..<3 { _ = await look(run, system) }
            try await run.write("config", "{} # others")
            #expect(await look(run, system)["resources"]?.sequence?.count == 1)
            let own = await run.result(
                "kubernetes.core.k8s_info",
                ["kind": "ConfigMap", "name": "one", "namespace": "n", "kubeconfig": ["apiVersion": "v1"]], on: system)
            #expect(own["resources"]?.sequence?.count == 1)
            #expect(await calls(run) == Self.twoTasks + ["proxy --unix-socket"] + Self.twoTasks)
        }
    }

    @Test func itEndsWhenItIsLetGo() async throws {
        try await inPlace { run, system in
            let way = await ClusterWay(
                program: "\(run.root)/kubectl", flags: [], environment: [:], kubeconfigs: [], on: system)
            var proxy = await KubectlProxy.start(way, on: system)
            #expect(proxy != nil)
            let pid = try #require(await run.read("pid").flatMap { Int32($0) })
            proxy = nil
            for _ in 0..<500 where kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(kill(pid, 0) != 0)
        }
    }
}
