/// The checksum of cksum(1), by POSIX: a CRC of the bytes and their number.
enum POSIXChecksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { value, _ in value << 1 ^ (value >> 31 == 1 ? 0x04c1_1db7 : 0) }
    }

    /// `CRC SIZE`, as the program prints it.
    static func text(_ bytes: [UInt8]) -> String {
        var value: UInt32 = 0
        table.withUnsafeBufferPointer { table in
            for byte in bytes { value = value << 8 ^ table[Int(value >> 24 ^ UInt32(byte))] }
            var length = bytes.count
            while length > 0 {
                value = value << 8 ^ table[Int(value >> 24 ^ UInt32(length & 0xff))]
                length >>= 8
            }
        }
        return "\(~value) \(bytes.count)"
    }
}
