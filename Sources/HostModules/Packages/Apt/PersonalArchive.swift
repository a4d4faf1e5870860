import Modules
import System
import Values

/// A Launchpad archive, `ppa:owner/name`.
struct PersonalArchive: Sendable {
    let owner: String
    let name: String
    let line: String

    init(_ text: String, release: String) {
        let path = text.dropFirst("ppa:".count)
        let parts = path.split(separator: "/").map(String.init)
        owner = parts.first ?? ""
        name = parts.count > 1 ? parts[1] : "ppa"
        line = "deb https://ppa.launchpadcontent.net/\(owner)/\(name)/ubuntu \(release) main"
    }

    /// Has apt trust the archive's key, which Launchpad names.
    func installKey(
        _ machine: Machine<some System>, _ context: ModuleContext, verifies: Bool
    ) async throws(ModuleFailure) {
        let url = "https://api.launchpad.net/1.0/~\(owner)/+archive/\(name)"
        let text: String
        do {
            text = try await machine.withTemporaryDirectory(in: context) { (directory) async throws(ModuleFailure) in
                let place = "\(directory)/archive"
                try await Download(
                    url: url, headers: [("Accept", "application/json")], verifiesCertificates: verifies
                ).save(to: place, machine)
                return await machine.text(place) ?? ""
            }
        } catch { throw ModuleFailure("failed to fetch PPA information, error was: \(error.message)") }
        guard let fingerprint = (try? JSON.parse(text))?.mapping?["signing_key_fingerprint"]?.text,
            AptKeyID(fingerprint) != nil
        else {
            throw ModuleFailure("failed to fetch PPA information, error was: no signing key is named")
        }
        guard !context.check else { return }
        guard let program = await machine.find("apt-key") else {
            throw ModuleFailure(
                "Either apt-key or gpg binary is required, but neither could be found."
                    + "The apt-key CLI has been deprecated and removed in modern Debian and derivatives, "
                    + "you might want to use \"deb822_repository\" instead.")
        }
        let known = try await machine.run([program, "export", fingerprint])
        if known.error.isEmpty || !known.errorText.has("nothing exported") { return }
        let server = ["--keyserver", "hkp://keyserver.ubuntu.com:80"]
        let result = try await machine.run([program, "adv", "--recv-keys", "--no-tty"] + server + [fingerprint])
        guard result.succeeded else { throw ModuleFailure(result.errorText.trimmed()) }
    }
}
