import Hosts
import Regex
import Testing

@Suite struct ImageTableTests {
    @Test(arguments: [
        ("debian:12", "bookworm", false), ("debian:bookworm-slim", "bookworm", false), ("debian", "trixie", false),
        ("debian:latest", "trixie", false), ("docker.io/library/debian:11", "bullseye", false),
        ("debian:13.1", "trixie", false), ("debian:sid", "sid", false), ("debian:unstable-slim", "sid", false),
        ("geerlingguy/docker-debian12-ansible:latest", "bookworm", true),
        ("geerlingguy/docker-ubuntu2204-ansible:latest", "jammy", true),
        ("rndmh3ro/docker-debian11-ansible", "bullseye", true), ("dokken/debian-12", "bookworm", true),
        ("fauust/docker-ansible:debian-13", "trixie", true), ("robertdebock/debian:bookworm", "bookworm", true),
        ("quay.io/x/debian-systemd:12", "bookworm", true), ("ubuntu:24.04", "noble", false),
        ("ubuntu:jammy", "jammy", false),
    ])
    func standsForAnImage(image: String, suite: String, hasInit: Bool) {
        #expect(ImageTable().base(of: image) == .init(Suite(named: suite), hasInit: hasInit))
    }

    @Test(arguments: [
        "almalinux:9", "debian:10", "debian:120", "debian:99", "python:3.11-bookworm", "alpine", "rockylinux:9",
        "nginx",
    ])
    func knowsNoOther(image: String) { #expect(ImageTable().base(of: image) == nil) }

    @Test(arguments: [
        ("debian/bookworm64", "bookworm"), ("generic/debian12", "bookworm"), ("bento/debian-13", "trixie"),
        ("ubuntu/jammy64", "jammy"),
    ])
    func standsForABox(box: String, suite: String) {
        #expect(ImageTable().base(ofBox: box) == .init(Suite(named: suite), hasInit: true))
    }

    @Test func ownRowsComeFirst() throws {
        var table = ImageTable()
        table.add(try Regex("^app"), .init(Suite(named: "trixie"), hasInit: true))
        #expect(table.base(of: "app-debian:11")?.suite.name == "trixie")
    }
}
