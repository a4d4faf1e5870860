/// When a running program's output is told, and how much of it: what is new, in whole lines, some times a second, once
/// the program has run for a while. What ends at once is told by its result alone.
struct OutputWatch {
    /// Seconds that a program runs before anything is told of it.
    static let patience = 0.2
    /// Seconds between two tellings.
    static let interval = 0.1
    /// The most that is told at once, and the longest line that is waited for.
    static let pieceSize = 16 << 10

    private let tap: OutputTap
    private var next: Double
    private var told = (output: 0, error: 0)
    private var hasTold = false

    init(_ tap: OutputTap, now: Double) {
        self.tap = tap
        next = now + Self.patience
    }

    /// How long the pipes may be waited for, in milliseconds, where something has not been told yet; nil for ever.
    func pollTime(_ printed: (output: ByteBlocks, error: ByteBlocks), now: Double) -> Int32? {
        guard printed.output.count > told.output || printed.error.count > told.error else { return nil }
        // The end of a line that has not come is not worth looking for at once.
        return max(Int32(Self.interval * 1000), Int32(min(max(0, next - now) * 1000, 1e6)))
    }

    /// Passes on what is new where it is time to.
    mutating func look(at printed: (output: ByteBlocks, error: ByteBlocks), now: Double) {
        guard now >= next else { return }
        next = now + Self.interval
        tell(printed, isEnd: false)
    }

    /// Passes on the rest of a program's output.
    mutating func end(_ printed: (output: ByteBlocks, error: ByteBlocks)) {
        if hasTold { tell(printed, isEnd: true) }
    }

    private mutating func tell(_ printed: (output: ByteBlocks, error: ByteBlocks), isEnd: Bool) {
        let before = told
        told.output = tell(printed.output, from: told.output, isError: false, isEnd)
        told.error = tell(printed.error, from: told.error, isError: true, isEnd)
        if told != before { hasTold = true }
    }

    /// Tells what comes after the first `told` bytes, and gives how many have been told then.
    private func tell(_ bytes: ByteBlocks, from told: Int, isError: Bool, _ isEnd: Bool) -> Int {
        var told = told
        while told < bytes.count {
            let piece = bytes.bytes(in: told..<min(bytes.count, told + Self.pieceSize))
            // A carriage return ends a state of a progress bar.
            let end = piece.lastIndex { $0 == 10 || $0 == 13 }.map { $0 + 1 }
            guard let end = end ?? (isEnd || piece.count == Self.pieceSize ? piece.count : nil) else { break }
            tap.receive(Array(piece[..<end]), isError: isError)
            told += end
        }
        return told
    }
}
