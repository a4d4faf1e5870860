import Jinja
import Synchronization
import TemplatePlugins
import Templating
import Testing
import Values

/// The options of the lookup `url`: as given, as variables set them, as the configuration does.
@Suite struct URLLookupTests {
    private final class Recorder: Sendable {
        let requests = Mutex<[FetchRequest]>([])
    }

    private func render(
        _ template: String, _ variables: Dict = [:], _ settings: [String: SettingAnswer] = [:],
        answer: FetchResponse = FetchResponse(status: 200, reason: "OK", body: Array("one\ntwo\n".utf8))
    ) throws -> (value: Value, request: FetchRequest?) {
        let recorder = Recorder()
        var lookups = LookupContext(table: .ansible, environment: ["HOME": "/home/tester"])
        lookups.fetch = { request in
            recorder.requests.withLock { $0.append(request) }
            return answer
        }
        lookups.setting = { $0.pluginName == "url" ? settings[$0.name] : nil }
        let templar = Templar(environment: .ansible, variables: VariableStack([variables]), lookups: lookups)
        let value = try templar.render(.template(Template(template)))
        return (value, recorder.requests.withLock { $0.last })
    }

    private func failure(_ template: String, _ answer: FetchResponse) -> String {
        do {
            return "no failure: \(try render(template, answer: answer).value)"
        } catch { return "\(error)" }
    }

    @Test func linesOrOneText() throws {
        #expect(try render("{{ query('url', 'http://h/') }}").value == ["one", "two"])
        #expect(try render("{{ lookup('url', 'http://h/') }}").value == "one,two")
        #expect(try render("{{ lookup('url', 'http://h/', split_lines=false) }}").value == "one\ntwo\n")
    }

    @Test func optionsAsGiven() throws {
        let options = """
            headers={'a': 1}, force='yes', username='u', password='p', force_basic_auth=true, validate_certs=false,
            use_proxy=false, timeout='2.5', follow_redirects='safe', http_agent='me', unix_socket='~/s', ca_path='/ca',
            unredirected_headers=['a'], use_netrc=false
            """
        let request = try #require(try render("{{ lookup('url', 'http://h/', \(options)) }}").request)
        #expect(request.headers.map(\.name) == ["a"] && request.headers.map(\.value) == ["1"])
        #expect(request.asksForFresh && request.forcesBasicAuthentication)
        #expect(!request.validatesCertificates && !request.usesProxy && !request.usesNetrc)
        #expect(request.user == "u" && request.password == "p")
        #expect(request.timeout == 2.5 && request.followsRedirects == "safe" && request.userAgent == "me")
        #expect(request.unixSocket == "/home/tester/s" && request.authorityFile == "/ca")
        #expect(request.firstOnlyHeaders == ["a"])
    }

    @Test func optionsOfVariablesAndSettings() throws {
        let settings = [
            "timeout": SettingAnswer(7.5, origin: "env: ANSIBLE_LOOKUP_URL_TIMEOUT"),
            "http_agent": SettingAnswer("configured", variables: ["ansible_lookup_url_agent"]),
        ]
        let template = "{{ lookup('url', 'http://h/') }}"
        #expect(try render(template, [:], settings).request?.userAgent == "configured")
        #expect(try render(template, [:], settings).request?.timeout == 7.5)
        let variables: Dict = ["ansible_lookup_url_agent": "a variable"]
        #expect(try render(template, variables, settings).request?.userAgent == "a variable")
        let given = "{{ lookup('url', 'http://h/', http_agent='given') }}"
        #expect(try render(given, variables, settings).request?.userAgent == "given")
    }

    @Test func failures() {
        let missing = FetchResponse(status: 404, reason: "Not Found", body: [])
        #expect(
            failure("{{ lookup('url', 'http://u:secret@h/') }}", missing).contains(
                "Received HTTP error for http://u:********@h/: HTTP Error 404: Not Found"))
        #expect(
            failure("{{ lookup('url', 'http://h/', use_gssapi=true) }}", missing).contains(
                "'use_gssapi' of the url lookup cannot be honoured"))
        #expect(
            failure("{{ lookup('url', 'http://h/', follow_redirects='x') }}", missing).contains("valid values are"))
    }
}
