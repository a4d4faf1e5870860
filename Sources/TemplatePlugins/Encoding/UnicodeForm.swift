@_spi(_Unicode) import Swift

/// The normalization forms of Unicode.
enum UnicodeForm: String {
    case nfc = "NFC"
    case nfd = "NFD"
    case nfkc = "NFKC"
    case nfkd = "NFKD"

    func normalized(_ text: String) -> String {
        switch self {
        case .nfc: Self.joined(text._nfc)
        case .nfd: Self.joined(text._nfd)
        case .nfkc: Self.joined(Self.compatible(text)._nfc)
        case .nfkd: Self.joined(Self.compatible(text)._nfd)
        }
    }

    private static func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The text with what compatibility characters stand for in their place.
    private static func compatible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(contentsOf: mappings[scalar] ?? [scalar]) }
        return String(result)
    }

    private static let mappings: [Unicode.Scalar: [Unicode.Scalar]] = {
        var mappings: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for entry in CompatibilityMappings.text.split(separator: " ") {
            let halves = entry.split(separator: ":")
            let start = halves[0].split(separator: "+").compactMap { UInt32($0, radix: 16) }
            let parts = halves[1].split(separator: ",").compactMap { UInt32($0, radix: 16) }
            for step in 0...(start.count > 1 ? start[1] : 0) {
                // Only single characters stand for runs of others.
                guard let key = Unicode.Scalar(start[0] + step) else { continue }
                mappings[key] = parts.compactMap { Unicode.Scalar($0 + step) }
            }
        }
        return mappings
    }()
}
