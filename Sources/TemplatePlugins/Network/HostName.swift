import Glibc

/// The names of hosts as this machine knows them.
enum HostName {
    /// Whether a name has an address, or an address a name.
    static func isKnown(_ host: String) -> Bool {
        var hints = addrinfo(), found: UnsafeMutablePointer<addrinfo>?
        if IPNetwork.address(host) != nil { hints.ai_flags = AI_NUMERICHOST }
        guard getaddrinfo(host, nil, &hints, &found) == 0, let entry = found else { return false }
        defer { freeaddrinfo(found) }
        guard hints.ai_flags == AI_NUMERICHOST else { return true }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        return getnameinfo(
            entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NAMEREQD) == 0
    }
}
