import Testing

@testable import HostModules

@Suite struct NetrcTests {
    static let text = """
        # comment
        machine a.example login joe password s3cret
        macdef init
        machine wrong login x password y

        machine b.example
          login ann account z
          password p#w
        default login anonymous password guest
        """

    @Test(arguments: [
        ("a.example", "joe", "s3cret"), ("b.example", "ann", "p#w"), ("wrong", "anonymous", "guest"),
    ]) func entries(_ host: String, _ user: String, _ password: String) {
        let entry = Netrc(Self.text)[host]
        #expect(entry?.user == user)
        #expect(entry?.password == password)
    }

    @Test func nothingForStrangers() { #expect(Netrc("machine a login b password c")["z"] == nil) }
}
