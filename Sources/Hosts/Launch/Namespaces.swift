/// The kinds of namespaces, as clone(2), unshare(2) and setns(2) take them (linux/sched.h).
enum Namespaces {
    static let mounts: Int32 = 0x0002_0000
    static let cgroups: Int32 = 0x0200_0000
    static let names: Int32 = 0x0400_0000
    static let messages: Int32 = 0x0800_0000
    static let processes: Int32 = 0x2000_0000
    static let network: Int32 = 0x4000_0000
    static let all = mounts | cgroups | names | messages | processes | network
}
