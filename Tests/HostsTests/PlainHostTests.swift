import Foundation
import Testing

@testable import Hosts

extension HostTests {
    @Suite(.enabled(if: HostFixture.isRoot, "hosts need root and debootstrap"), .serialized) struct PlainHostTests {
        @Test func looksLikeAContainer() async throws {
            var host = HostFixture.plain("one")
            host.hostname = "first.example"
            host.environment = ["COLOUR": "blue green"]
            host.tmpfs = [(path: "/scratch", options: "size=1m,noexec")]
            host.kernelSettings = [(name: "net.ipv4.ip_forward", value: "1")]
            host.sharedMemory = "8m"
            host.limits = [.init("nofile", soft: 512, hard: 1024)]
            host.names = [(name: "elsewhere", address: "10.1.2.3")]
            try await HostFixture.with([host]) { _, hosts in
                let one = try #require(hosts.first)
                let script = """
                    hostname; echo $COLOUR; ls /.dockerenv; tr '\\0' '\\n' </proc/1/environ | grep ^container=
                    cat /proc/sys/net/ipv4/ip_forward; df -k /dev/shm | tail -1 | awk '{print $2}'; getent hosts elsewhere | awk '{print $1}'
                    grep -c 'scratch.*noexec' /proc/mounts; grep 'open files' /proc/1/limits | awk '{print $4, $5}'; echo $(ulimit -Sn) $(ulimit -Hn)
                    grep -c ':/docker/.' /proc/1/cgroup; ls /proc | grep -c '^[0-9]'
                    """
                let lines = try await one.sh(script).text.split(separator: "\n").map(String.init)
                #expect(
                    lines.prefix(11) == [
                        "first.example", "blue green", "/.dockerenv", "container=docker", "1", "8192", "10.1.2.3", "1",
                        "512 1024", "512 1024", "1",
                    ])
                // Its processes alone are there.
                #expect(Int(lines.last ?? "")! < 12)
            }
        }

        @Test func keepsTheMachineOut() async throws {
            try await HostFixture.with([HostFixture.plain("one")]) { _, hosts in
                let one = try #require(hosts.first)
                #expect(try await one.sh("echo 1 >/proc/sys/vm/swappiness").status != 0)
                #expect(try await one.sh("echo x >/sys/kernel/uevent_helper").status != 0)
                #expect(try await one.sh("mount -t tmpfs none /mnt").status != 0)
                #expect(try await one.sh("ls /dev/.machine").status != 0)
                // What is not the fleet's is refused at once.
                let start = ContinuousClock.now
                #expect(
                    try await one.sh("exec 3<>/dev/tcp/192.0.2.99/80 || bash -c 'exec 3<>/dev/tcp/192.0.2.99/80'")
                        .status != 0)
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }

        @Test func sharesNetworksByName() async throws {
            var a = HostFixture.plain("alpha"), b = HostFixture.plain("beta"), c = HostFixture.plain("gamma")
            a.networks = [.init("front")]
            b.networks = [.init("front", address: IPv4("10.9.0.20"), aliases: ["db"])]
            c.networks = [.init("back")]
            let networks = [NetworkDescription("front", subnet: Subnet("10.9.0.0/24"))]
            try await HostFixture.with([a, b, c], networks: networks) { _, hosts in
                let alpha = try #require(hosts.first)
                #expect(try await alpha.sh("getent hosts db").text.hasPrefix("10.9.0.20"))
                #expect(try await alpha.sh("getent hosts gamma").status != 0)
                // By the name server alone as well.
                let answer = try await alpha.sh(
                    "sed -i '/db/d' /etc/hosts 2>/dev/null || sed '/db/d' /etc/hosts >/tmp/h && cat /tmp/h >/etc/hosts; getent hosts beta"
                )
                #expect(answer.text.contains("10.9.0.20"))
            }
        }

        @Test func bindsVolumes() async throws {
            let folder = HostFixture.folder + "-volume"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try "text".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
            var host = HostFixture.plain("one")
            host.volumes = [
                .init(source: folder, target: "/data", isReadOnly: true),
                .init(source: "named", target: "/var/run/kept"),
            ]
            try await HostFixture.with([host]) { _, hosts in
                let one = try #require(hosts.first)
                #expect(try await one.sh("cat /data/file; touch /run/kept/x && ls /var/run/kept").text == "textx\n")
                #expect(try await one.sh("touch /data/new").status != 0)
            }
        }

        @Test func publishesPorts() async throws {
            var host = HostFixture.plain("one")
            let port = Int.random(in: 20000..<30000)
            host.image = .prepared("debian:12")
            host.ports = [.init(port: port, target: 8080)]
            host.command = ["python3", "-m", "http.server", "8080"]
            try await HostFixture.with([host]) { _, _ in
                var status: Int32 = -1
                for _ in 0..<50 where status != 0 {
                    let curl = Process()
                    curl.executableURL = URL(filePath: "/usr/bin/env")
                    curl.arguments = [
                        "bash", "-c",
                        "exec 3<>/dev/tcp/127.0.0.1/\(port) && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q 200 <&3",
                    ]
                    curl.standardError = FileHandle.nullDevice
                    try curl.run()
                    curl.waitUntilExit()
                    status = curl.terminationStatus
                    if status != 0 { try await Task.sleep(for: .milliseconds(100)) }
                }
                #expect(status == 0)
                // Another fleet cannot have the same port.
                await #expect { try await HostFixture.with([host]) { _, _ in } } throws: {
                    let text = "\($0)"
                    return text.hasPrefix("platform one, image ")
                        && text.contains("127.0.0.1:\(port): Address already in use")
                }
            }
        }

        @Test func makesUsers() async throws {
            try await HostFixture.with([HostFixture.plain("one")]) { _, hosts in
                let one = try #require(hosts.first)
                try await one.addAccount("deploy")
                #expect(try await one.sh("id -un; echo ~", user: "deploy").text == "deploy\n/home/deploy\n")
            }
        }

        @Test(arguments: ["almalinux:9"]) func skipsUnknownImages(image: String) async throws {
            let fleet = Fleet("t-\(UInt32.random(in: 0 ... .max))", in: HostFixture.store)
            let outcomes = try await fleet.create(
                [HostDescription(name: "x", image: .named(image))], machine: await HostFixture.machine())
            await fleet.destroy()
            guard case .skipped("x", let reason) = outcomes[0] else { return #expect(Bool(false)) }
            #expect(reason == "no image for almalinux:9 here")
        }

        @Test func saysWhyNothingWasMade() async throws {
            var missing = HostFixture.plain("one")
            missing.volumes = [.init(source: "/not/there", target: "/x")]
            var command = HostFixture.plain("one")
            command.command = ["/sbin/init"]
            var failing = HostFixture.plain("one")
            failing.command = ["sh", "-c", "echo broken >&2; exit 3"]
            // They have had a turn, or made others wait for theirs, when they end.
            var busy = HostFixture.plain("one")
            busy.command = ["sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo broken >&2; exit 4"]
            var parent = HostFixture.plain("one")
            parent.command = ["sh", "-c", "for i in $(seq 60); do /bin/true; done; /bin/cat /none || exit 5"]
            var dockerfile = HostFixture.plain("one")
            dockerfile.image = .dockerfile(
                "FROM debian:12\nRUN echo seen; echo cause >&2; exit 7\n", context: nil, arguments: [:])
            let cases = [
                (missing, "platform one, image debian:12: the volume's source /not/there does not exist"),
                (command, "platform one, image debian:12: cannot run /sbin/init: No such file or directory"),
                (failing, "ended with status 3: broken"),
                (busy, "ended with status 4: broken"),
                (parent, "ended with status 5: /bin/cat: /none: No such file or directory"),
                (dockerfile, "Dockerfile line 2: RUN echo seen; echo cause >&2; exit 7: exit 7: cause"),
            ]
            for (host, message) in cases {
                await #expect { try await HostFixture.with([host, HostFixture.plain("two")]) { _, _ in } } throws: {
                    "\($0)".split(separator: "\n")[0].contains(message)
                }
            }
            #expect(HostFixture.store.identities.isEmpty)
        }

        @Test func failsWhereHostsHaveEndedMeanwhile() async throws {
            var one = HostFixture.plain("one")
            one.command = ["sh", "-c", "sleep 0.3; echo late >&2; exit 5"]
            // It never sleeps, so that it is watched for a second of a processor.
            var two = HostFixture.plain("two")
            two.command = ["sh", "-c", "while :; do :; done"]
            await #expect { try await HostFixture.with([one, two]) { _, _ in } } throws: {
                "\($0)".hasPrefix(
                    "platform one, image debian:12: its first process ended with status 5: late\n    late")
            }
            #expect(HostFixture.store.identities.isEmpty)
        }

        @Test func buildsDockerfiles() async throws {
            let context = HostFixture.folder + "-context"
            try FileManager.default.createDirectory(atPath: context + "/dir", withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: context) }
            let salt = "\(UInt32.random(in: 0 ... .max))"
            try salt.write(toFile: context + "/dir/inner file", atomically: true, encoding: .utf8)
            var host = HostFixture.plain("one")
            host.command = nil
            host.image = .dockerfile(
                """
                ARG RELEASE=12
                FROM debian:${RELEASE}-slim AS tool
                RUN mkdir /out && echo made >/out/tool
                FROM debian:$RELEASE
                ARG WHO
                ENV GREETING="hello $WHO" PLAIN=x
                WORKDIR /srv
                COPY --chown=1:2 --chmod=640 dir sub/
                COPY --from=tool /out/tool .
                COPY <<EOF /etc/note
                a note
                EOF
                RUN echo "$GREETING" >greeting && useradd -m worker
                USER worker
                LABEL a=b
                HEALTHCHECK NONE
                CMD ["sleep", "1000"]
                """, context: context, arguments: ["WHO": "you"])
            try await HostFixture.with([host]) { _, hosts in
                let one = try #require(hosts.first)
                let lines = try await one.sh(
                    "pwd; cat /srv/greeting /srv/tool /etc/note '/srv/sub/inner file'; echo; stat -c '%u:%g %a' '/srv/sub/inner file'; tr '\\0' ' ' </proc/1/cmdline; echo; stat -c %U /proc/1",
                    user: "root"
                ).text.split(separator: "\n").map(String.init)
                #expect(lines == ["/", "hello you", "made", "a note", salt, "1:2 640", "sleep 1000 ", "worker"])
            }
        }

        /// A cache that lies on another disk, behind a link.
        @Test func buildsImagesBehindLinks() async throws {
            var store = HostFixture.store
            let link = HostFixture.folder + "-cache-\(UInt32.random(in: 0 ... .max))"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: store.cache)
            defer { try? FileManager.default.removeItem(atPath: link) }
            store.cache = link
            var host = HostFixture.plain("one")
            let salt = "\(UInt32.random(in: 0 ... .max))"
            host.image = .dockerfile("FROM debian:12\nRUN echo \(salt) >/made\n", context: "/", arguments: [:])
            try await HostFixture.with([host], store: store) { _, hosts in
                let one = try #require(hosts.first)
                #expect(try await one.sh("cat /made").text == "\(salt)\n")
            }
        }
    }
}
