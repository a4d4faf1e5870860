import Loopback
import System
import Testing
import Values

/// `uri`, `get_url` and `wait_for` against a server on loopback that answers once.
@Suite struct HTTPModuleTests {
    @Test func uriReadsJSON() async throws {
        let server = LoopbackServer([
            "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nX-Some-Thing: 1\r\nSet-Cookie: a=b; Path=/\r\n"
                + "Content-Length: 8\r\n\r\n{\"k\": 1}"
        ])
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.uri",
                [
                    "url": .string("http://127.0.0.1:\(server.port)/x"), "method": "POST", "body": ["a": [1, 2]],
                    "body_format": "json", "status_code": [200, 201], "return_content": true,
                    "url_username": "u", "url_password": "pass", "force_basic_auth": true,
                ])
            #expect(result["status"] == 201 && result["changed"] == false && result["failed"] == nil)
            #expect(result["json"] == ["k": 1] && result["content"] == "{\"k\": 1}")
            #expect(
                result["x_some_thing"] == "1" && result["cookies"] == ["a": "b"] && result["cookies_string"] == "a=b")
            #expect(result["msg"] == "OK (8 bytes)" && result["redirected"] == false)
            let sent = server.received()[0]
            #expect(sent.hasPrefix("POST /x HTTP/1.1\r\n") && sent.hasSuffix("{\"a\": [1, 2]}"))
            #expect(sent.contains("Content-Type: application/json") && sent.contains("User-Agent: ansible-httpget"))
            #expect(sent.contains("Authorization: Basic dTpwYXNz"))
        }
    }

    @Test func uriFailsByStatus() async throws {
        let server = LoopbackServer(["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.uri", ["url": .string("http://127.0.0.1:\(server.port)/")])
            #expect(result["failed"] == true && result["status"] == 404)
            #expect(result["msg"] == "Status code was 404 and not [200]: HTTP Error 404: Not Found")
            _ = server.received()
        }
    }

    @Test func getURLDownloadsOnce() async throws {
        let server = LoopbackServer(["HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n"])
        try await ModuleRun.inDirectory { run in
            let arguments: Dict = [
                "url": .string("http://127.0.0.1:\(server.port)/f.txt"), "dest": run.path("f"), "mode": "0600",
                "checksum": "sha1:f572d396fae9206628714fb2ce00f72e94f2258f",
            ]
            let result = await run.result("ansible.builtin.get_url", arguments)
            #expect(result["changed"] == true && result["status_code"] == 200 && result["mode"] == "0600", "\(result)")
            #expect(result["checksum_src"] == "f572d396fae9206628714fb2ce00f72e94f2258f")
            #expect(result["msg"] == "OK (6 bytes)")
            #expect(await run.read("f") == "hello\n")
            _ = server.received()
            let again = await run.result("ansible.builtin.get_url", arguments)
            #expect(again["changed"] == false && again["msg"] == "file already exists", "\(again)")
        }
    }

    @Test func getURLRefusesAnotherContent() async throws {
        let server = LoopbackServer(["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"])
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.get_url",
                [
                    "url": .string("http://127.0.0.1:\(server.port)/f.txt"), "dest": run.path("f"),
                    "checksum": "sha1:f572d396fae9206628714fb2ce00f72e94f2258f",
                ])
            #expect(result["failed"] == true && result["msg"]?.text?.hasPrefix("The checksum for ") == true)
            #expect(await run.read("f") == nil)
            let left = try? await LocalSystem().list(run.root)
            #expect(left?.isEmpty == true)
            _ = server.received()
        }
    }

    @Test func waitForABanner() async throws {
        let server = LoopbackServer(["SSH-2.0-Test\r\n"], speaksFirst: true)
        try await ModuleRun.inDirectory { run in
            let result = await run.result(
                "ansible.builtin.wait_for",
                ["port": .int(server.port), "timeout": 10, "search_regex": "SSH-\\d"])
            #expect(result["failed"] == nil && result["state"] == "started", "\(result)")
            _ = server.received()
        }
    }
}
