/// Python's hash of a float: its value modulo the prime 2^61 - 1.
enum PythonHash {
    static func of(_ number: Double) -> Int {
        guard number.isFinite else { return number.isNaN ? 0 : number > 0 ? 314_159 : -314_159 }
        guard number != 0 else { return 0 }
        let prime: UInt64 = (1 << 61) - 1
        var mantissa = number.magnitude.significand / 2
        var exponent = Int(number.exponent) + 1
        var hash: UInt64 = 0
        while mantissa != 0 {
            hash = ((hash << 28) & prime) | (hash >> 33)
            mantissa *= 268_435_456
            exponent -= 28
            let part = UInt64(mantissa)
            mantissa -= Double(part)
            hash += part
            if hash >= prime { hash -= prime }
        }
        let shift = exponent >= 0 ? exponent % 61 : 60 - ((-1 - exponent) % 61)
        hash = ((hash << UInt64(shift)) & prime) | (hash >> UInt64(61 - shift))
        let signed = number < 0 ? -Int(hash) : Int(hash)
        return signed == -1 ? -2 : signed
    }
}
