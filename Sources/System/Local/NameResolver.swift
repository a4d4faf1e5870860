/// Host names to addresses without the C library's name services, which a static executable cannot load:
/// numbers, then /etc/hosts, then getent(1).
struct NameResolver {
    let system: LocalSystem

    func addresses(of host: String, port: Int) async throws(SystemError) -> [SocketAddress] {
        if let address = SocketAddress(numeric: host, port: port) { return [address] }
        let name = host.lowercased()
        var texts = await hostsFile().filter { $0.names.contains(name) }.map(\.address)
        if texts.isEmpty && name == "localhost" { texts = ["127.0.0.1", "::1"] }
        if texts.isEmpty { texts = try await getent(host) }
        var seen: Set<String> = []
        let addresses = texts.filter { seen.insert($0).inserted }.compactMap { SocketAddress(numeric: $0, port: port) }
        guard !addresses.isEmpty else {
            throw SystemError(code: 0, operation: "resolve \(host)", reason: "Name or service not known")
        }
        return addresses
    }

    private func hostsFile() async -> [(address: String, names: [String])] {
        guard let bytes = try? await system.read("/etc/hosts", limit: 16 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
            return words.count > 1 ? (words[0], Array(words.dropFirst())) : nil
        }
    }

    private func getent(_ host: String) async throws(SystemError) -> [String] {
        guard !host.isEmpty, !host.hasPrefix("-"), try await system.which("getent", extra: []) != nil else { return [] }
        let result = try await system.run(Command(["getent", "ahosts", host], timeout: 30))
        return result.text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    }
}
