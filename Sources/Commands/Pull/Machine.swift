import Glibc

/// The names of the machine that this program runs on.
struct Machine {
    let name: String
    let fullName: String

    init() {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, buffer.count - 1)
        name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        var hints = addrinfo()
        hints.ai_flags = AI_CANONNAME
        var found: UnsafeMutablePointer<addrinfo>?
        if getaddrinfo(name, nil, &hints, &found) == 0, let canonical = found?.pointee.ai_canonname {
            fullName = String(cString: canonical)
        } else {
            fullName = name
        }
        if let found { freeaddrinfo(found) }
    }

    /// A pattern of everything that this machine may be called.
    var limit: String {
        var names = ["localhost"]
        for name in [fullName, name, Self.short(fullName), Self.short(name), "127.0.0.1"] where !names.contains(name) {
            names.append(name)
        }
        return names.joined(separator: ",")
    }

    static func short(_ name: String) -> String { String(name.prefix { $0 != "." }) }
}
