import Modules
import System

/// What a SUSE machine's os-release says.
struct SUSERelease {
    let text: String

    func parse(_ distribution: inout Distribution, _ machine: Machine<some System>) async -> Bool {
        let folded = text.lowercased()
        guard folded.has("suse") else { return false }
        distribution.name = text.setting("NAME") ?? distribution.name
        if let version = text.setting("VERSION_ID") {
            let (major, minor) = version.cut(at: ".") ?? (version, "")
            distribution.version = version
            distribution.major = major
            if folded.has("open") {
                distribution.release = minor
            } else if folded.has("enterprise") {
                distribution.release = minor.isEmpty ? "0" : minor
            }
        }
        if let variant = text.setting("VARIANT_ID") {
            distribution.name = Self.variants[variant] ?? distribution.name
        } else if let product = try? await machine.system.realPath("/etc/products.d/baseproduct") {
            for name in ["SLES_SAP", "SL-Micro"] where product.hasSuffix("\(name).prod") { distribution.name = name }
        }
        return true
    }

    private static let variants = ["server-sap": "SLES_SAP", "sles-sap": "SLES_SAP", "transactional": "SL-Micro"]
}
