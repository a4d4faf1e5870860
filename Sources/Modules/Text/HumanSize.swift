/// Sizes as Ansible writes them for people: `10.00 GB`.
package enum HumanSize {
    package static func text(_ bytes: Double) -> String {
        let units = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
        var (size, unit) = (bytes, 0)
        while size >= 1024, unit < units.count - 1 {
            size /= 1024
            unit += 1
        }
        let hundredths = (size * 100).rounded(.toNearestOrEven)
        guard hundredths.isFinite, abs(hundredths) < 1e15 else { return "\(size) \(units[unit])" }
        let number = Int(hundredths)
        return "\(number / 100).\(padded(abs(number) % 100, 2)) \(units[unit])"
    }
}
