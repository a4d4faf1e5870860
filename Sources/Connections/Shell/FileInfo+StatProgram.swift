import System

/// The format of stat(1) that GNU's and BusyBox's understand alike, and what it prints.
extension FileInfo {
    static let format = "%f %u %g %s %d %i %h %t %T %b %B %o %X %Y %Z|%x|%y|%z"

    /// Nil where the text is another.
    init?(stat text: String) {
        let parts = text.split(separator: "|")
        guard parts.count == 4 else { return nil }
        let words = parts[0].split(separator: " ").map(String.init)
        guard words.count == 15, let format = UInt32(words[0], radix: 16), let uid = UInt32(words[1]),
            let gid = UInt32(words[2]), let size = Int(words[3]), let device = UInt64(words[4]),
            let inode = UInt64(words[5]), let links = UInt64(words[6]), let major = UInt64(words[7], radix: 16),
            let minor = UInt64(words[8], radix: 16), let blocks = Int64(words[9]), let unit = Int64(words[10]),
            let blockSize = Int64(words[11]), let accessed = Double(words[12]), let modified = Double(words[13]),
            let changed = Double(words[14])
        else { return nil }
        // As glibc's makedev has it.
        let deviceType =
            (major & 0xffff_f000) << 32 | (major & 0xfff) << 8 | (minor & 0xffff_ff00) << 12 | (minor & 0xff)
        self.init(
            kind: Kind(format: format), mode: format & 0o7777, uid: uid, gid: gid, size: size, device: device,
            inode: inode, links: links, deviceType: deviceType, blocks: blocks * unit / 512, blockSize: blockSize,
            accessed: accessed + Self.fraction(parts[1]), modified: modified + Self.fraction(parts[2]),
            changed: changed + Self.fraction(parts[3]))
    }

    /// The part of a second in `2026-01-31 12:00:00.123456789 +0000`.
    private static func fraction(_ time: some StringProtocol) -> Double {
        guard let point = time.firstIndex(of: ".") else { return 0 }
        let digits = time[time.index(after: point)...].prefix { $0.isNumber }
        guard let number = Double(digits) else { return 0 }
        return (0..<digits.count).reduce(number) { value, _ in value / 10 }
    }
}

extension FileInfo.Kind {
    /// By the format bits of a mode.
    fileprivate init(format: UInt32) {
        self =
            switch format & 0o170000 {
            case 0o040000: .directory
            case 0o120000: .link
            case 0o020000: .characterDevice
            case 0o060000: .blockDevice
            case 0o010000: .fifo
            case 0o140000: .socket
            default: .file
            }
    }
}
