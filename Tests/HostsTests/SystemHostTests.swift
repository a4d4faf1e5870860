import Foundation
import Testing

@testable import Hosts

extension HostTests {
    @Suite(.enabled(if: HostFixture.isRoot, "hosts need root and debootstrap"), .serialized) struct SystemHostTests {
        private func booting(_ name: String) -> HostDescription {
            HostDescription(name: name, image: .named("geerlingguy/docker-debian12-ansible"))
        }

        @Test func bootsSystemd() async throws {
            try await HostFixture.with([booting("one")]) { fleet, hosts in
                let one = try #require(hosts.first)
                #expect(one.boots)
                #expect(
                    try await one.sh("systemctl is-system-running; cat /proc/1/comm; findmnt -no FSTYPE /sys/fs/cgroup")
                        .text == "running\nsystemd\ncgroup2\n")
                // A service and its limits work.
                #expect(try await one.sh("systemd-run --wait -p PrivateTmp=yes -p MemoryMax=64M true").status == 0)
                // A later process finds it.
                #expect(Fleet(fleet.identity, in: fleet.store).host("one")?.process == one.process)
                #expect(Fleet(fleet.identity, in: fleet.store).host("two") == nil)
            }
        }

        @Test func restoresSnapshots() async throws {
            let key = UUID().uuidString
            let store = HostFixture.store
            try await HostFixture.with([booting("one")]) { fleet, hosts in
                let one = try #require(hosts.first)
                _ = try await one.sh(
                    "echo kept >/etc/kept; rm /etc/issue; rm -r /etc/cron.d; mkdir /etc/cron.d; touch /etc/cron.d/new; chmod 700 /opt"
                )
                // A unit that is not started at boot, and one that has no file.
                let unit = "[Service]\\nExecStart=/bin/sleep 1000"
                let started = try await one.sh(
                    "printf '\(unit)\\n' >/etc/systemd/system/own.service; systemctl daemon-reload; systemctl start own; "
                        + "systemd-run -q --unit passing sleep 1000")
                #expect(started.status == 0, "\(started.text)")
                try await store.keep(hosts, of: fleet, key: key, title: "t")
            }
            let snapshot = try #require(store.snapshot(key))
            defer { try? store.remove(snapshot) }
            let fleet = Fleet("t-\(UInt32.random(in: 0 ... .max))", in: store)
            let outcomes = try await fleet.create(
                [booting("one")], machine: await HostFixture.machine(), from: snapshot)
            let host = fleet.host("one")
            let text = try await host?.sh(
                "cat /etc/kept; ls /etc/issue; ls /etc/cron.d; stat -c %a /opt; systemctl is-system-running"
            ).text
            let units = try await host?.sh("systemctl is-active own passing").text
            #expect(throws: HostError.self) { try store.remove(snapshot) }
            await fleet.destroy()
            #expect(outcomes.count == 1 && units == "active\ninactive\n")
            #expect(text == "kept\nnew\n700\nrunning\nls: cannot access '/etc/issue': No such file or directory\n")
            #expect(snapshot.isWhole && snapshot.hosts == ["one"])
        }

        @Test func leavesNothing() async throws {
            let before = Left.now
            for round in 0..<50 {
                try await HostFixture.with([round % 10 == 0 ? booting("one") : HostFixture.plain("one")]) { _, _ in }
            }
            #expect(Left.now == before)
        }

        @Test func cancellingLeavesNothing() async throws {
            let before = Left.now
            for delay in [1, 5, 20, 60, 150, 400, 900] {
                let host = booting("one")
                let task = Task { try await HostFixture.with([host, HostFixture.plain("two")]) { _, _ in } }
                try await Task.sleep(for: .milliseconds(delay))
                task.cancel()
                _ = try? await task.value
            }
            #expect(Left.now == before)
            #expect(HostFixture.store.identities.isEmpty)
        }

        /// What hosts could leave on the machine: processes and mounts that name this run's folder.
        private struct Left: Equatable {
            var mounts: Int
            var processes: [String]

            static var now: Left {
                let mounts = (Files.text("/proc/self/mounts") ?? "").split(separator: "\n")
                let processes = Files.names(in: "/proc").filter { $0.allSatisfy(\.isNumber) }
                return Left(
                    mounts: mounts.filter { $0.contains(HostFixture.folder) }.count,
                    processes: processes.filter { pid in
                        ["cmdline", "mounts"].contains {
                            Files.text("/proc/\(pid)/\($0)")?.contains(HostFixture.folder) == true
                        }
                    })
            }
        }
    }
}
