/// A stretch of a template's text, in UTF-8 offsets after its line breaks were made `\n`.
struct Place: Hashable, Sendable {
    var start: Int32
    var end: Int32

    init(_ start: Int, _ end: Int) {
        self.start = Int32(clamping: start)
        self.end = Int32(clamping: end)
    }

    /// From the beginning of `self` to the end of `other`.
    func through(_ other: Place) -> Place { Place(Int(start), Int(other.end)) }
}
