import System
import Values

/// A `kubectl proxy` that several tasks share: it passes requests on to the API of a cluster with kubectl's own
/// credentials, so that a request costs no start of kubectl.
///
/// It listens on a Unix socket in a directory that only its user enters. It ends with this process, whatever ends that, or
/// when it is let go.
struct KubectlProxy: Sendable {
    /// Seconds for its start, and how often it is looked at: on a busy machine time passes between two looks.
    private static let patience = (seconds: 10.0, looks: 200)
    /// Seconds that an answer may be silent; kubectl waits for ever.
    private static let silence = 86400.0

    private let program: PipedProgram
    private let socket: String
    private let system: LocalSystem
    /// The kinds that the API was seen to serve.
    let types = KnownTypes()

    /// Runs kubectl until the input ends. Where kubectl ends before, its directory goes and says so.
    private static let script = """
        directory=$1; shift; exec 3<&0 >/dev/null 2>&1
        "$@" </dev/null 3<&- & proxy=$!
        { read -r _ <&3; kill "$proxy"; } & reader=$!
        wait "$proxy"
        rm -rf "$directory"
        kill "$reader"
        """

    /// nil where it does not start.
    static func start(_ way: ClusterWay, on system: LocalSystem) async -> KubectlProxy? {
        guard
            let directory = try? await system.makeTemporary(
                in: "/tmp", prefix: ".swiftplay-", suffix: "", isDirectory: true)
        else { return nil }
        let socket = "\(directory)/api"
        let words =
            ["-c", script, "sh", directory, way.program] + way.flags + ["proxy", "--unix-socket=\(socket)"]
        do {
            let program = try PipedProgram(starting: "/bin/sh", words, environment: way.environment)
            let end = Clock.monotonic + patience.seconds
            var looks = 0
            while looks < patience.looks || Clock.monotonic < end,
                try await system.info(directory, follow: false) != nil
            {
                looks += 1
                let proxy = KubectlProxy(program: program, socket: socket, system: system)
                if try await proxy.isOpen { return proxy }
                try await system.sleep(0.01)
            }
        } catch {}
        try? await system.remove(directory, recursive: true)
        return nil
    }

    /// Asks the API.
    ///
    /// - Returns: its answer; nil where nothing was done, so that kubectl can be asked in the proxy's place.
    /// - Throws: the API's refusal, or what became of a request that may have been carried out.
    func answer(_ request: APIRequest) async throws(APIFailure) -> HTTPResponse? {
        guard let path = request.path else { return nil }
        var headers = [("Accept", "application/json, */*")]
        if request.object != nil { headers.append(("Content-Type", request.contentType)) }
        var body: [UInt8] = []
        if let object = request.object {
            do throws(ValueError) { body = try JSON.compact(object) } catch {
                throw APIFailure(message: error.message)
            }
        }
        let response: HTTPResponse
        do throws(SystemError) {
            response = try await system.http(
                HTTPRequest(
                    method: request.method, url: "http://localhost\(path)", headers: headers, body: body,
                    timeout: Self.silence, unixSocket: socket, usesProxy: false))
        } catch {
            // Where there is no connection, nothing was sent.
            let isOpen = try? await isOpen
            if request.method == "GET" || isOpen == false { return nil }
            throw APIFailure(message: error.description)
        }
        if (200..<300).contains(response.status) {
            if request.method != "GET", path.hasPrefix("/apis/apiextensions.k8s.io/") { types.forget() }
            return response
        }
        if let refusal = APIFailure(response) { throw refusal }
        // What is no answer of the API comes from the way to it.
        let text = String(decoding: response.body, as: UTF8.self).trimmed()
        guard request.method == "GET" || response.status < 500 || text.contains("dial tcp") else {
            throw APIFailure(message: text)
        }
        return nil
    }

    /// Whether it takes connections.
    var isOpen: Bool {
        get async throws(SystemError) {
            try await system.probe(Probe(host: socket, port: 0, timeout: 1)).isOpen
        }
    }
}
