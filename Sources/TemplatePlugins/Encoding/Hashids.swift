/// Short texts for lists of numbers, as hashids.org describes them.
struct Hashids {
    enum Failure: Error { case shortAlphabet }

    private let salt: [Character]
    private let minimum: Int
    private let alphabet: [Character]
    private let separators: [Character]
    private let guards: [Character]

    static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890"

    init(salt: String, minimum: Int, alphabet written: String) throws(Failure) {
        self.salt = Array(salt)
        self.minimum = max(0, minimum)
        var separators = "cfhistuCFHISTU".filter { written.contains($0) }.map { $0 }
        var alphabet: [Character] = []
        for letter in written where !alphabet.contains(letter) && !separators.contains(letter) {
            alphabet.append(letter)
        }
        guard alphabet.count + separators.count >= 16 else { throw .shortAlphabet }
        separators = Self.shuffled(separators, by: self.salt)
        // One separator for three and a half letters, one guard for twelve.
        let missing = (alphabet.count * 2 + 6) / 7 - separators.count
        if missing > 0 {
            separators += alphabet.prefix(missing)
            alphabet.removeFirst(missing)
        }
        alphabet = Self.shuffled(alphabet, by: self.salt)
        let guardCount = (alphabet.count + 11) / 12
        if alphabet.count < 3 {
            guards = Array(separators.prefix(guardCount))
            separators.removeFirst(guardCount)
        } else {
            guards = Array(alphabet.prefix(guardCount))
            alphabet.removeFirst(guardCount)
        }
        self.alphabet = alphabet
        self.separators = separators
    }

    /// The text of the numbers; empty for none.
    func encode(_ numbers: [Int]) -> String {
        guard !numbers.isEmpty else { return "" }
        let hash = numbers.enumerated().reduce(0) { $0 + $1.element % ($1.offset + 100) }
        let lottery = alphabet[hash % alphabet.count]
        var letters = alphabet, result = [lottery]
        for (place, number) in numbers.enumerated() {
            letters = Self.shuffled(letters, by: Array(([lottery] + salt + letters).prefix(letters.count)))
            let digits = Self.digits(number, letters)
            result += digits
            let rest = number % (Self.code(digits[0]) + place)
            result.append(separators[rest % separators.count])
        }
        result.removeLast()
        return String(result.count >= minimum ? result : lengthened(result, hash, letters))
    }

    /// The numbers of a text that was made with the same settings; nil for any other.
    func decode(_ text: String) -> [Int]? {
        let parts = text.split(omittingEmptySubsequences: false) { guards.contains($0) }
        guard var rest = (2...3).contains(parts.count) ? parts[1] : parts.first, let lottery = rest.popFirst() else {
            return nil
        }
        var letters = alphabet, numbers: [Int] = []
        for part in rest.split(omittingEmptySubsequences: false, whereSeparator: { separators.contains($0) }) {
            letters = Self.shuffled(letters, by: Array(([lottery] + salt + letters).prefix(letters.count)))
            var number = 0
            for letter in part {
                guard let digit = letters.firstIndex(of: letter) else { return nil }
                let (scaled, isTooBig) = number.multipliedReportingOverflow(by: letters.count)
                guard !isTooBig, scaled <= Int.max - digit else { return nil }
                number = scaled + digit
            }
            numbers.append(number)
        }
        return encode(numbers) == text ? numbers : nil
    }

    private func lengthened(_ short: [Character], _ hash: Int, _ last: [Character]) -> [Character] {
        var result = [guards[(hash + Self.code(short[0])) % guards.count]] + short
        if result.count < minimum { result.append(guards[(hash + Self.code(result[2])) % guards.count]) }
        var letters = last
        let half = letters.count / 2
        while result.count < minimum {
            letters = Self.shuffled(letters, by: letters)
            result = letters[half...] + result + letters[..<half]
            let excess = result.count - minimum
            if excess > 0 { result = Array(result[(excess / 2)..<(excess / 2 + minimum)]) }
        }
        return result
    }

    private static func digits(_ number: Int, _ letters: [Character]) -> [Character] {
        var rest = number, digits: [Character] = []
        repeat {
            digits.append(letters[rest % letters.count])
            rest /= letters.count
        } while rest > 0
        return digits.reversed()
    }

    private static func code(_ letter: Character) -> Int { Int(letter.unicodeScalars.first?.value ?? 0) }

    private static func shuffled(_ letters: [Character], by salt: [Character]) -> [Character] {
        guard !salt.isEmpty, letters.count > 1 else { return letters }
        var letters = letters, place = 0, sum = 0
        for last in stride(from: letters.count - 1, to: 0, by: -1) {
            let code = code(salt[place])
            sum += code
            letters.swapAt(last, (code + place + sum) % last)
            place = (place + 1) % salt.count
        }
        return letters
    }
}
