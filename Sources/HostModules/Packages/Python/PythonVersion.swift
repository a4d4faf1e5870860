import Modules

/// A version of a Python package in the order of PEP 440.
struct PythonVersion: Sendable {
    private let release: [Int]
    /// Development releases and pre-releases stand before the release, post-releases after it.
    private let stage: (rank: Int, number: Int)

    init(_ text: String) {
        let plain = text.lowercased().split(separator: "+").first.map(String.init) ?? ""
        let bare = plain.cut(at: "!")?.after ?? plain
        let numbers = bare.drop { $0 == "v" }.prefix { $0.isNumber || $0 == "." }
        var release = numbers.split(separator: ".").map { Int($0) ?? 0 }
        while release.last == 0 { release.removeLast() }
        self.release = release
        let rest = bare.drop { $0 == "v" }.dropFirst(numbers.count).drop { "-_.".contains($0) }
        let word = rest.prefix { $0.isLetter }
        let number = Int(rest.dropFirst(word.count).drop { "-_.".contains($0) }.prefix { $0.isNumber }) ?? 0
        switch word {
        case "dev": stage = (-4, number)
        case "a", "alpha": stage = (-3, number)
        case "b", "beta": stage = (-2, number)
        case "rc", "c", "pre", "preview": stage = (-1, number)
        case "post", "rev", "r": stage = (1, number)
        default: stage = (0, 0)
        }
    }

    /// Below zero when this one is older.
    func order(_ other: PythonVersion) -> Int {
        for index in 0..<max(release.count, other.release.count) {
            let left = index < release.count ? release[index] : 0
            let right = index < other.release.count ? other.release[index] : 0
            if left != right { return left < right ? -1 : 1 }
        }
        if stage.rank != other.stage.rank { return stage.rank < other.stage.rank ? -1 : 1 }
        return stage.number == other.stage.number ? 0 : stage.number < other.stage.number ? -1 : 1
    }
}
