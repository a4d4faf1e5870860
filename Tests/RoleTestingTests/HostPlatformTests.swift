import Diagnostics
import Hosts
import Testing
import Values

@testable import RoleTesting

@Suite struct HostPlatformTests {
    private func platform(_ keys: Dict, driver: String = "docker") -> HostPlatform {
        let context = DriverContext(
            scenario: "default", identity: "i", ephemeralDirectory: "/e", scenarioDirectory: "/s",
            projectDirectory: "/p",
            environment: ["HOME": "/home/me"])
        var keys = keys
        keys["name"] = "one"
        return HostPlatform(platform: Platform(name: "one", keys: keys), context: context, driver: driver)
    }

    @Test func readsTheKeys() throws {
        let host = try platform([
            "image": "debian:12", "pre_build_image": true, "command": "sh -c 'sleep 1; true'", "hostname": "h",
            "env": ["A": "b"], "volumes": ["/etc/hostname:/x:ro", "data:/y", "~/z:/z"],
            "tmpfs": ["/run", "/tmp:size=1m"],
            "privileged": true, "capabilities": ["SYS_ADMIN"], "memory": "512m", "cpus": 1.5, "shm_size": "64M",
            "ulimits": ["nofile:10:20"], "sysctls": ["net.core.somaxconn": 10, "vm.swappiness": 1], "user": "me",
            "published_ports": ["127.0.0.1:8080:80/tcp", "90-91:90-91"], "etc_hosts": ["x": "10.0.0.1"],
            "dns_servers": ["9.9.9.9"], "links": ["other:alias"], "gpus": "all", "cgroupns_mode": "host",
        ]).description()
        #expect(host.command == ["sh", "-c", "sleep 1; true"])
        #expect(host.environment == ["A": "b"])
        #expect(host.volumes.map(\.source) == ["/etc/hostname", "data", "/home/me/z"])
        #expect(host.volumes.map(\.isReadOnly) == [true, false, false])
        #expect(host.tmpfs.map { "\($0.path) \($0.options)" } == ["/run ", "/tmp size=1m"])
        #expect(host.memory == 512 << 20 && host.processors == 1.5 && host.sharedMemory == "64m")
        #expect(host.kernelSettings.map(\.name) == ["net.core.somaxconn"])
        #expect(
            host.ports.map { "\($0.address) \($0.port) \($0.target)" } == [
                "127.0.0.1 8080 80", "127.0.0.1 90 90", "127.0.0.1 91 91",
            ])
        #expect(host.links.map(\.alias) == ["alias"])
        #expect(host.limits.map(\.soft) == [10])
    }

    @Test func listsWhatIsNotApplied() {
        let platform = platform([
            "image": "debian", "gpus": "all", "cgroupns_mode": "host", "sysctls": ["vm.swappiness": 1],
        ])
        #expect(platform.unapplied == ["gpus"])
        #expect(platform.foreignSettings == ["vm.swappiness"])
    }

    @Test func tellsTheCommandsApart() throws {
        func command(_ keys: Dict) throws -> [String]? {
            try platform(keys.merging(["image": "debian", "pre_build_image": true]) { a, _ in a }).description().command
        }
        #expect(try command(["command": ""]) == nil)
        #expect(try command([:]) == [])
        #expect(try command(["override_command": false]) == nil)
        #expect(try command(["command": ["a", "b c"]]) == ["a", "b c"])
    }

    @Test func readsNetworks() throws {
        let platform = platform([
            "image": "debian", "networks": [["name": "front", "ipv4_address": "10.1.0.5", "aliases": ["db"]]],
            "docker_networks": [["name": "front", "ipam_config": [["subnet": "10.1.0.0/24", "gateway": "10.1.0.9"]]]],
        ])
        let host = try platform.description()
        #expect(host.networks.map { "\($0.name) \($0.address!) \($0.aliases)" } == ["front 10.1.0.5 [\"db\"]"])
        #expect(try platform.networks().map { "\($0.subnet!) \($0.gateway!)" } == ["10.1.0.0/24 10.1.0.9"])
    }

    @Test func boxesAreMachines() throws {
        let host = try platform(
            ["box": "debian/bookworm64", "memory": 512, "interfaces": [["ip": "192.168.56.4"]]], driver: "vagrant"
        ).description()
        #expect(host.appearance == .machine && host.accounts == ["vagrant"] && host.memory == 512 << 20)
        #expect(host.networks.map { "\($0.address!)" } == ["192.168.56.4"])
    }

    @Test(
        arguments: [
            (["image": "debian", "memory": "much"], "memory is a number of bytes, not much"),
            (["image": "debian", "published_ports": ["x:80"]], "the port x:80 is no [ADDRESS:]PORT:PORT"),
            (["image": "debian", "network": "n", "ip": "1.2.3"], "1.2.3 is no IPv4 address"), ([:], "names no image"),
        ] as [(Dict, String)])
    func saysWhatIsWrong(keys: Dict, message: String) {
        #expect { try platform(keys).description() } throws: { "\($0)".contains(message) }
    }
}
