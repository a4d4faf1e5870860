import System
import Values

/// The page of a report: one file of HTML that needs no network.
///
/// What hosts have said stands in it as data, which its script shows as text and never as markup. The page's policy lets
/// no other script run than its own, and nothing be loaded.
struct ReportPage {
    private let report: RunReport

    init(_ report: RunReport) { self.report = report }

    var text: String {
        let script = ReportScript.text
        let data = Self.data(report.data)
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-\(Self.digest(of: script))'"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="generator" content="swiftplay">
            <title>\(Self.escaped(report.title)): \(Self.escaped(report.outcome))</title>
            <style>\(ReportStyle.text)</style>
            </head>
            <body>
            <header id="head"></header>
            <main id="main"><noscript>\(plain)</noscript></main>
            <div id="tip" role="tooltip" hidden></div>
            <dialog id="help"></dialog>
            <script type="application/json" id="data">\(data)</script>
            <script>\(script)</script>
            </body>
            </html>

            """
    }

    /// JSON that ends no element and begins no comment.
    private static func data(_ value: Value) -> String {
        let text = (try? JSON.text(value, .compact)) ?? "{}"
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "\\u003c".utf8
            case UInt8(ascii: ">"): bytes += "\\u003e".utf8
            case UInt8(ascii: "&"): bytes += "\\u0026".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `text` as the content of an element or the value of an attribute.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar.value < 32 && scalar != "\n" ? "\u{FFFD}" : scalar)
            }
        }
        return escaped
    }

    private static func digest(of text: String) -> String {
        var digest = Digest(.sha256)
        digest.update(text.utf8)
        return Base64.encode(digest.bytes())
    }

    /// The recap, for browsers without scripts.
    private var plain: String {
        let rows = report.recap.sorted { $0.key < $1.key }.map { host, counts in
            let cells = ["ok", "changed", "unreachable", "failed", "skipped", "rescued", "ignored"].map {
                "<td>\(Self.escaped(ResultText.plain(counts[.string($0)] ?? 0)))</td>"
            }
            return "<tr><th>\(Self.escaped(host))</th>\(cells.joined())</tr>"
        }
        return "<p>This report needs JavaScript for all but its recap.</p><table><thead><tr><th>host</th><th>ok</th>"
            + "<th>changed</th><th>unreachable</th><th>failed</th><th>skipped</th><th>rescued</th><th>ignored</th></tr>"
            + "</thead><tbody>\(rows.joined())</tbody></table>"
    }
}
