import Loopback
import Templating
import Testing
import Values

@testable import Execution

/// The HTTP requests of lookups, against a server on loopback.
/// One at a time: each keeps a thread of the pool that programs need to be waited for.
@Suite(.serialized) struct ControllerFetchTests {
    private func request(_ server: LoopbackServer, _ change: (inout FetchRequest) -> Void = { _ in }) -> FetchRequest {
        var request = FetchRequest(url: "http://127.0.0.1:\(server.port)/path?q=1", shown: "the server")
        request.usesProxy = false
        change(&request)
        return request
    }

    @Test func sendsWhatTheLookupSays() throws {
        let server = LoopbackServer(["HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none\ntw"])
        let answer = try ControllerFetch.response(
            to: request(server) { request in
                request.headers = [("X-One", "1")]
                request.asksForFresh = true
                request.user = "bob"
                request.password = "secret"
                request.forcesBasicAuthentication = true
                request.userAgent = "tester"
            })
        #expect(answer.status == 200)
        #expect(answer.body == Array("one\ntw".utf8))
        let sent = server.received()[0].lowercased()
        for line in [
            "get /path?q=1 http/1.1", "x-one: 1", "cache-control: no-cache", "user-agent: tester",
            "authorization: basic ym9iOnNlY3JldA==".lowercased(),
        ] {
            #expect(sent.contains(line), "\(line) in \(sent)")
        }
    }

    @Test func statusAndReasonOfFailures() throws {
        let server = LoopbackServer(["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])
        let answer = try ControllerFetch.response(to: request(server))
        #expect(answer.status == 404)
        #expect(answer.reason == "Not Found")
    }

    @Test func redirects() throws {
        let moved = "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"
        let server = LoopbackServer([moved, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])
        let answer = try ControllerFetch.response(
            to: request(server) { request in
                request.headers = [("X-First", "1")]
                request.firstOnlyHeaders = ["x-first"]
            })
        #expect(answer.body == Array("ok".utf8))
        let sent = server.received()
        #expect(sent[0].contains("X-First: 1"))
        #expect(sent[1].hasPrefix("GET /other "))
        #expect(!sent[1].contains("X-First"))
        let stays = LoopbackServer([moved])
        #expect(try ControllerFetch.response(to: request(stays) { $0.followsRedirects = "none" }).status == 302)
    }

    @Test func answersWhoAsksForAPassword() throws {
        let server = LoopbackServer([
            "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret",
        ])
        let answer = try ControllerFetch.response(
            to: request(server) { request in
                request.user = "bob"
                request.password = "secret"
            })
        // A body that holds the password comes as it is.
        #expect(answer.body == Array("secret".utf8))
        let sent = server.received()
        #expect(!sent[0].contains("Authorization"))
        #expect(sent[1].contains("Authorization: Basic"))
    }

    @Test func certificates() throws {
        let server = try TLSServer(["answer": "sealed"])
        defer { server.stop() }
        func answer(_ change: (inout FetchRequest) -> Void) throws -> FetchResponse {
            var request = FetchRequest(url: "https://localhost:\(server.port)/answer", shown: "the server")
            request.usesProxy = false
            change(&request)
            return try ControllerFetch.response(to: request)
        }
        #expect(try answer { $0.authorityFile = server.authority }.body == Array("sealed".utf8))
        #expect(try answer { $0.validatesCertificates = false }.body == Array("sealed".utf8))
        #expect {
            try answer { _ in }
        } throws: { error in
            (error as? ValueError)?.message.lowercased().contains("certificate") == true
        }
    }

    @Test func aSocketInTheFileSystem() throws {
        let path = "/tmp/fetch-\(UInt32.random(in: 0..<UInt32.max)).sock"
        let server = LoopbackServer(["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"], at: path)
        var request = FetchRequest(url: "http://anything/path", shown: "the server")
        request.usesProxy = false
        request.unixSocket = path
        #expect(try ControllerFetch.response(to: request).body == Array("ok".utf8))
        let sent = server.received()
        #expect(sent[0].hasPrefix("GET /path ") && sent[0].contains("Host: anything"))
    }

    @Test func nobodyAnswers() throws {
        let server = LoopbackServer([])
        _ = server.received()
        #expect {
            try ControllerFetch.response(to: request(server))
        } throws: { error in
            let message = (error as? ValueError)?.message ?? ""
            return message.hasPrefix("Failed lookup url for the server: <urlopen error")
        }
    }
}
