/// Where Python's `str.splitlines` cuts a text: at every kind of line break, which belongs to no line.
enum LineBreaks {
    /// Calls `body` with the bytes of each line in turn until it gives false. Gives whether it never did.
    static func eachLine(
        of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        var start = 0
        var place = 0
        while place < text.count {
            let length = length(in: text, at: place)
            if length > 0 {
                guard body(UnsafeBufferPointer(rebasing: text[start..<place])) else { return false }
                start = place + length
            }
            place += max(1, length)
        }
        return start == text.count || body(UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// How many bytes the line break at `place` takes; 0 where there is none.
    @inline(__always)
    private static func length(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        let byte = text[place]
        // Nearly all bytes.
        if byte > 0x1E && byte != 0xC2 && byte != 0xE2 { return 0 }
        func follows(_ offset: Int, _ wanted: UInt8) -> Bool {
            place + offset < text.count && text[place + offset] == wanted
        }
        switch byte {
        case 0x0D: return follows(1, 0x0A) ? 2 : 1
        case 0x0A, 0x0B, 0x0C, 0x1C, 0x1D, 0x1E: return 1
        // U+0085, U+2028 and U+2029
        case 0xC2: return follows(1, 0x85) ? 2 : 0
        case 0xE2: return follows(1, 0x80) && (follows(2, 0xA8) || follows(2, 0xA9)) ? 3 : 0
        default: return 0
        }
    }
}
