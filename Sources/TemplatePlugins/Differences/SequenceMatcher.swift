/// Matching runs of lines, found the way Python's difflib finds them, so that diffs come out the same.
///
/// Repeatedly takes the longest run that both texts share, first in `a`, then to its left and right; lines that make
/// up more than one percent of a long `b` are too common to start a run.
struct SequenceMatcher {
    struct Match: Equatable {
        var a: Int, b: Int, size: Int
    }

    private let a: [String]
    private let b: [String]
    private let places: [String: [Int]]

    init(_ a: [String], _ b: [String]) {
        self.a = a
        self.b = b
        var places: [String: [Int]] = [:]
        for (index, line) in b.enumerated() { places[line, default: []].append(index) }
        if b.count >= 200 {
            let common = b.count / 100 + 1
            places = places.filter { $0.value.count <= common }
        }
        self.places = places
    }

    /// The longest run within the given bounds, the earliest in `a` and then in `b` among equals.
    private func longest(_ aRange: Range<Int>, _ bRange: Range<Int>) -> Match {
        var best = Match(a: aRange.lowerBound, b: bRange.lowerBound, size: 0)
        var lengths: [Int: Int] = [:]
        for i in aRange {
            var next: [Int: Int] = [:]
            for j in places[a[i]] ?? [] {
                if j < bRange.lowerBound { continue }
                if j >= bRange.upperBound { break }
                let size = (lengths[j - 1] ?? 0) + 1
                next[j] = size
                if size > best.size { best = Match(a: i - size + 1, b: j - size + 1, size: size) }
            }
            lengths = next
        }
        while best.a > aRange.lowerBound, best.b > bRange.lowerBound, a[best.a - 1] == b[best.b - 1] {
            best = Match(a: best.a - 1, b: best.b - 1, size: best.size + 1)
        }
        while best.a + best.size < aRange.upperBound, best.b + best.size < bRange.upperBound,
            a[best.a + best.size] == b[best.b + best.size]
        {
            best.size += 1
        }
        return best
    }

    /// All runs in order, neighbours joined, and an empty one at the end.
    func matches() -> [Match] {
        var queue = [(0..<a.count, 0..<b.count)]
        var found: [Match] = []
        while let (aRange, bRange) = queue.popLast() {
            let match = longest(aRange, bRange)
            guard match.size > 0 else { continue }
            found.append(match)
            if aRange.lowerBound < match.a, bRange.lowerBound < match.b {
                queue.append((aRange.lowerBound..<match.a, bRange.lowerBound..<match.b))
            }
            let (aEnd, bEnd) = (match.a + match.size, match.b + match.size)
            if aEnd < aRange.upperBound, bEnd < bRange.upperBound {
                queue.append((aEnd..<aRange.upperBound, bEnd..<bRange.upperBound))
            }
        }
        found.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        var joined: [Match] = []
        for match in found {
            if let last = joined.last, last.a + last.size == match.a, last.b + last.size == match.b {
                joined[joined.count - 1].size += match.size
            } else {
                joined.append(match)
            }
        }
        return joined + [Match(a: a.count, b: b.count, size: 0)]
    }
}
