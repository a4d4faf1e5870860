import Glibc
import HostModules
import Modules
import System
import Testing
import Values

@testable import Connections

@Suite struct BecomeTests {
    private let identity = TaskRequest(module: "ansible.builtin.command", arguments: ["_raw_params": "id -un"])

    @Test func theCommandHoldsNoPassword() {
        let become = Become(user: "web", password: "secret")
        let command = become.command("echo 'x'", prompt: "[p] ")
        #expect(command == #"sudo -H -S -p '[p] ' -u web /bin/sh -c 'echo '"'"'x'"'"''"#)
        #expect(Become(user: "web").command("x", prompt: "") == "sudo -H -S -n -u web /bin/sh -c x")
        #expect(Become(method: .su, user: "web").command("x y", prompt: "") == #"su web -c '/bin/sh -c '"'"'x y'"'"''"#)
        #expect(Become(method: .doas, user: "web").command("x", prompt: "") == "doas -n -u web /bin/sh -c x")
    }

    /// A program that asks as sudo does: on standard error, and reads from standard input.
    private func asking(_ body: (_ program: String) async throws -> Void) async throws {
        var template = Array("/tmp/swiftplay-become-XXXXXX".utf8CString)
        let directory = String(cString: try #require(mkdtemp(&template)))
        defer { _ = Glibc.system("rm -rf '\(directory)'") }
        let script = """
            #!/bin/sh
            for tries in 1 2 3; do
                printf '%s' "$4" >&2
                read -r answer
                if [ "$answer" = secret ]; then shift 6; exec "$@"; fi
                echo 'Sorry, try again.' >&2
            done
            exit 1
            """
        try await LocalSystem().write("\(directory)/asking", Array(script.utf8), mode: 0o755, append: false)
        try await body("\(directory)/asking")
    }

    @Test func aPasswordIsAnsweredOnTheChannel() async throws {
        try await asking { program in
            let pool = ConnectionPool(modules: .host)
            let become = Become(password: "secret", executable: program)
            let settings = ConnectionSettings(kind: .local, host: "localhost", become: become)
            let connection = try await pool.connection(for: settings)
            let name = try await LocalSystem().run(Command(["id", "-un"])).text
            #expect(try await connection.run(identity).result["stdout"]?.text.map { $0 + "\n" } == name)
            let raw = try await connection.raw("echo raw; exit 3")
            #expect(raw.text == "raw\n" && raw.status == 3)
            await pool.closeAll()
        }
    }

    @Test func suAsksInManyLanguages() {
        let become = Become(method: .su)
        for printed in ["Password: ", "Mot de passe : ", "パスワード：", "noise\nПАРОЛЬ:"] {
            #expect(become.asksForPassword(printed, prompt: ""), "\(printed)")
        }
        #expect(!become.asksForPassword("Password", prompt: ""))
        var own = become
        own.prompts = ["Code"]
        #expect(own.asksForPassword("code: ", prompt: "") && !own.asksForPassword("Password: ", prompt: ""))
    }

    @Test func aPromptThatNobodyKnowsIsNotWaitedForWithoutEnd() async throws {
        try await asking { program in
            let pool = ConnectionPool(modules: .host)
            var become = Become(method: .su, password: "secret", executable: program)
            become.prompts = ["Code"]
            become.patience = Become.Patience(seconds: 1, message: "Timed out.")
            let settings = ConnectionSettings(kind: .local, host: "localhost", become: become)
            let connection = try await pool.connection(for: settings)
            let error = await #expect(throws: ConnectionError.self) { try await connection.run(identity) }
            #expect(error == ConnectionError(.timeout, "Timed out.") && error?.isUnreachable == true)
            await #expect(throws: ConnectionError(.timeout, "Timed out.")) { try await connection.raw("true") }
            await pool.closeAll()
        }
    }

    @Test func aWrongPasswordFailsInAnsiblesWords() async throws {
        try await asking { program in
            let pool = ConnectionPool(modules: .host)
            let become = Become(password: "wrong", executable: program)
            let settings = ConnectionSettings(kind: .local, host: "localhost", become: become)
            let connection = try await pool.connection(for: settings)
            let error = await #expect(throws: ConnectionError.self) { try await connection.run(identity) }
            #expect(error == ConnectionError(.become, "Incorrect sudo password"))
            #expect(error?.isUnreachable == false)
            let raw = await #expect(throws: ConnectionError.self) { try await connection.raw("true") }
            #expect(raw == error)
            await pool.closeAll()
        }
    }

    @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/sudo", X_OK) == 0))
    func anotherUserHasAnAgentOfItsOwn() async throws {
        let pool = ConnectionPool(modules: .host)
        let settings = ConnectionSettings(kind: .local, host: "localhost", become: Become(user: "nobody"))
        #expect(try await pool.connection(for: settings).run(identity).result["stdout"] == "nobody")
        await pool.closeAll()
    }

    @Test(.enabled(if: geteuid() == 0 && access("/usr/bin/sudo", X_OK) == 0))
    func aUserThatDoesNotExistIsAFailureOfBecoming() async throws {
        let pool = ConnectionPool(modules: .host)
        let settings = ConnectionSettings(kind: .local, host: "localhost", become: Become(user: "no-such-user"))
        let connection = try await pool.connection(for: settings)
        let error = await #expect(throws: ConnectionError.self) { try await connection.run(identity) }
        #expect(error?.kind == .become && error?.message.contains("no-such-user") == true)
        await pool.closeAll()
    }

    /// By the real programs, as a user who may not do anything without a password.
    @Test(.enabled(if: geteuid() == 0), arguments: [Become.Method.sudo, .su])
    func aPasswordMakesAnotherUser(method: Become.Method) async throws {
        let server = try await TestServer(hasAccounts: true)
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.user = TestServer.operatorName
        settings.become = Become(method: method, password: TestServer.password)
        let connection = try await pool.connection(for: settings)
        #expect(try await connection.run(identity).result["stdout"] == "root")
        #expect(try await connection.raw("id -un").text.hasSuffix("root\n"))
        settings.become?.password = "close sesame"
        let refused = try await pool.connection(for: settings)
        let error = await #expect(throws: ConnectionError.self) { try await refused.run(identity) }
        #expect(error == ConnectionError(.become, "Incorrect \(method) password"))
        await pool.closeAll()
    }

    @Test(.enabled(if: geteuid() == 0)) func doasAsksNothingWhereItNeedNot() async throws {
        let server = try await TestServer(hasAccounts: true)
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.user = TestServer.operatorName
        settings.become = Become(method: .doas, user: "daemon")
        #expect(try await pool.connection(for: settings).run(identity).result["stdout"] == "daemon")
        settings.become = Become(method: .doas, user: "root")
        let refused = try await pool.connection(for: settings)
        let missing = await #expect(throws: ConnectionError.self) { try await refused.run(identity) }
        #expect(missing == ConnectionError(.become, "Missing doas password"))
        settings.become?.password = TestServer.password
        let asked = try await pool.connection(for: settings)
        let tty = await #expect(throws: ConnectionError.self) { try await asked.run(identity) }
        #expect(tty?.message.contains("takes a password only at a terminal") == true, "\(tty!)")
        await pool.closeAll()
    }
}
