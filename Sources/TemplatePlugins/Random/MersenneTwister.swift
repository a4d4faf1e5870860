/// The generator MT19937 as Python's `random.Random` drives it, so that a seed gives the same numbers.
///
/// Matsumoto and Nishimura, "Mersenne Twister", 1998; seeding by `init_by_array`.
struct MersenneTwister {
    private var state = [UInt32](repeating: 0, count: 624)
    private var index = 624

    /// Seeds from the 32-bit words of a number, least significant first.
    init(words: [UInt32]) {
        let key = words.isEmpty ? [0] : words
        seed(19_650_218)
        var i = 1, j = 0
        for _ in 0..<max(624, key.count) {
            state[i] = (state[i] ^ (mixed(before: i) &* 1_664_525)) &+ key[j] &+ UInt32(truncatingIfNeeded: j)
            advance(&i)
            j = (j + 1) % key.count
        }
        for _ in 0..<623 {
            state[i] = (state[i] ^ (mixed(before: i) &* 1_566_083_941)) &- UInt32(truncatingIfNeeded: i)
            advance(&i)
        }
        state[0] = 0x8000_0000
    }

    private mutating func seed(_ number: UInt32) {
        state[0] = number
        for i in 1..<624 { state[i] = 1_812_433_253 &* mixed(before: i) &+ UInt32(i) }
    }

    private func mixed(before i: Int) -> UInt32 { state[i - 1] ^ (state[i - 1] >> 30) }

    private mutating func advance(_ i: inout Int) {
        i += 1
        if i == 624 {
            state[0] = state[623]
            i = 1
        }
    }

    /// The next 32 random bits.
    mutating func next() -> UInt32 {
        if index == 624 { twist() }
        var y = state[index]
        index += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c_5680
        y ^= (y << 15) & 0xefc6_0000
        return y ^ (y >> 18)
    }

    private mutating func twist() {
        for i in 0..<624 {
            let y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7fff_ffff)
            state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
        }
        index = 0
    }
}
