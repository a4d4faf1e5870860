import Testing

@testable import Hosts

@Suite struct NetworkTests {
    @Test func answersNames() throws {
        let server = NameServer(names: ["web": IPv4("172.17.0.2")!])
        func query(_ labels: [String], _ kind: UInt8) -> [UInt8] {
            let name: [UInt8] = labels.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
            return [7, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name + [0, kind, 0, 1]
        }
        let known = try #require(server.answer(query(["WEB"], 1)))
        #expect(known.prefix(8) == [7, 9, 0x85, 0x80, 0, 1, 0, 1])
        #expect(known.suffix(4) == [172, 17, 0, 2])
        // A known name without an address of that kind is no unknown name.
        #expect(try #require(server.answer(query(["web"], 28)))[3] & 15 == 0)
        #expect(try #require(server.answer(query(["other", "org"], 1)))[3] & 15 == 3)
        let pointer = try #require(server.answer(query(["2", "0", "17", "172", "in-addr", "arpa"], 12)))
        #expect(pointer.suffix(5) == [3, 119, 101, 98, 0])
        #expect(server.answer([1, 2, 3]) == nil)
        #expect(server.answer(Array(query(["web"], 1).prefix(20))) == nil)
    }

    @Test func givesAddresses() throws {
        var a = HostDescription(name: "a", image: .named("x")), b = HostDescription(name: "b", image: .named("x"))
        a.networks = [.init("front", address: IPv4("10.5.0.7")), .init("back")]
        b.networks = [.init("back", aliases: ["db"])]
        let layout = try NetworkLayout(
            [a, b], [.init("front", subnet: Subnet("10.5.0.0/16"), gateway: IPv4("10.5.0.2"))], beside: [],
            packages: "/p")
        #expect(layout.plan.networks.map(\.name) == ["bridge", "front", "back"])
        #expect(layout.wires["a"]?.map { $0.address?.description } == ["10.5.0.7", "172.19.0.2"])
        #expect(layout.names(for: a).map { "\($0) \($1)" } == ["10.5.0.7 a", "172.19.0.3 b db"])
        // b sees a by the network that both are in alone.
        #expect(layout.names(for: b).map { "\($0) \($1)" } == ["172.19.0.3 b", "172.19.0.2 a"])
    }

    @Test func refusesWhatCannotBe() {
        var a = HostDescription(name: "a", image: .named("x"))
        a.networks = [.init("n", address: IPv4("10.6.0.7"))]
        #expect {
            try NetworkLayout([a], [.init("n", subnet: Subnet("10.5.0.0/16"))], beside: [], packages: "")
        } throws: {
            "\($0)".contains("10.6.0.7 is not in the network n")
        }
        a.networks = []
        a.ports = [.init(address: "192.0.2.1", port: 80, target: 80)]
        #expect { try NetworkLayout([a], [], beside: [], packages: "") } throws: { "\($0)".contains("loopback alone") }
    }

    @Test func readsSources() {
        #expect(
            PackageSources.uris(inLines: "# x\ndeb [arch=amd64 signed-by=/k] http://a/debian/ stable main\n") == [
                "http://a/debian"
            ])
        let stanzas = "Types: deb\nURIs: http://a/debian http://b/debian/\n\nEnabled: no\nURIs: http://c\n"
        #expect(PackageSources.uris(inStanzas: stanzas) == ["http://a/debian", "http://b/debian"])
    }
}
