import Modules
import System

/// The directory of an account's SSH files, which the account itself may have filled with symbolic links.
struct PrivateDirectory: Sendable {
    let path: String
    let account: User

    /// Makes the directory where it is not there, and with `isManaged` the account's own, mode 0700.
    ///
    /// A link in its place is followed only to what belongs to the account: else the account could have a directory of
    /// somebody else's, such as /etc, given to it.
    func ensure(isManaged: Bool, _ machine: Machine<some System>) async throws(ModuleFailure) {
        let found = await machine.info(path, follow: false)
        if found?.kind == .link {
            guard let target = await machine.info(path), target.kind == .directory, target.uid == account.uid else {
                throw ModuleFailure(
                    "\(path) is a symbolic link to something that does not belong to \(account.name); it is not followed"
                )
            }
        }
        do throws(SystemError) {
            if found == nil { try await machine.system.makeDirectory(path, mode: 0o700) }
            guard isManaged || found == nil else { return }
            // Through the resolved path: what the name is changed to meanwhile is not touched.
            let place = try await machine.system.realPath(path)
            try await machine.system.setOwner(account.uid, account.gid, of: place, follow: false)
            try await machine.system.setMode(0o700, of: place)
        } catch {
            throw ModuleFailure("Failed to create directory \(path) : \(PythonError.text(error, path))")
        }
    }
}
