import Glibc
import Loopback
import System
import Testing

/// Requests against a real server on loopback that answers with prepared bytes.
@Suite struct HTTPTests {
    let system = LocalSystem()

    private func ask(
        _ answer: String, _ change: (inout HTTPRequest) -> Void = { _ in }
    ) async throws -> (response: HTTPResponse, sent: String) {
        let server = LoopbackServer([answer])
        var request = HTTPRequest(url: "http://127.0.0.1:\(server.port)/a?b=c#d", timeout: 10)
        change(&request)
        let response = try await system.http(request)
        return (response, server.received()[0])
    }

    @Test func aBodyOfKnownLength() async throws {
        let (response, sent) = try await ask("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\n\r\nhello") {
            $0.headers = [("X-Colour", "red\r\nX-Evil: 1")]
        }
        #expect(response.status == 200 && response.reason == "OK" && response.body == Array("hello".utf8))
        #expect(response.headers.map(\.value) == ["5", "1"])
        #expect(sent.hasPrefix("GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:"))
        #expect(sent.contains("\r\nX-Colour: redX-Evil: 1\r\n"))
    }

    @Test func chunksAndInterimResponses() async throws {
        let (response, _) = try await ask(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: 1\r\n\r\n")
        #expect(response.status == 404 && response.body == Array("abcde".utf8))
    }

    @Test func aBodyToTheEndOfTheConnectionIntoAFile() async throws {
        let directory = try TemporaryDirectory()
        let (response, _) = try await ask("HTTP/1.0 200 OK\r\n\r\nall of it") { $0.download = directory["file"] }
        #expect(response.body.isEmpty)
        #expect(try await system.read(directory["file"], limit: 100) == Array("all of it".utf8))
    }

    @Test(arguments: [
        "", "nonsense\r\n\r\n", "HTTP/1.1 x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n",
    ])
    func brokenAnswersThrow(answer: String) async throws {
        await #expect(throws: SystemError.self) { try await ask(answer) }
    }

    @Test(arguments: ["ftp://x/", "http://", "http://h:99999/", "x", "http://a b/"])
    func brokenURLsThrow(url: String) async throws {
        await #expect(throws: SystemError.self) { try await system.http(HTTPRequest(url: url, timeout: 1)) }
    }

    @Test func aClosedPortIsAnAnswerOfProbe() async throws {
        let server = LoopbackServer(["SSH-2.0-x\r\n"], speaksFirst: true)
        let probe = Probe(host: "localhost", port: server.port, timeout: 5, readLimit: 7)
        let open = try await system.probe(probe)
        #expect(open.isOpen && open.banner == Array("SSH-2.0".utf8))
        _ = server.received()
        #expect(try await !system.probe(probe).isOpen)
    }
}
