import Modules
import System
import Values

/// The access and modification times that the file module is to set.
struct FileTimes: Sendable {
    enum Wish: Sendable, Equatable { case preserve, now, at(Double) }

    let access: Wish
    let modification: Wish

    init(_ arguments: Arguments, state: String, on system: some System) async throws(ModuleFailure) {
        modification = try await Self.wish("modification_time", arguments, state, on: system)
        access = try await Self.wish("access_time", arguments, state, on: system)
    }

    private static func wish(
        _ name: String, _ arguments: Arguments, _ state: String, on system: some System
    ) async throws(ModuleFailure) -> Wish {
        guard let text = arguments.string(name) else { return state == "touch" ? .now : .preserve }
        if text == "preserve" { return .preserve }
        if text == "now" { return .now }
        let format = arguments.string(name + "_format") ?? ""
        guard let fields = DateFields(text, format: format) else {
            throw ModuleFailure(
                "Error while obtaining timestamp for time \(text) using format \(format): "
                    + "time data \(text.representation) does not match format \(format.representation)")
        }
        return .at(await fields.localSeconds(on: system))
    }

    /// Sets what is not so already and returns whether something was to be set.
    func apply(
        to path: String, _ changes: inout AttributeChanges, on system: some System, check: Bool
    ) async throws(ModuleFailure) -> Bool {
        if access == .preserve, modification == .preserve { return false }
        guard let info = await Files(system).info(path, follow: true) else {
            throw ModuleFailure(
                "Error while updating modification or access time: \(PythonError.text(2, path))",
                values: ["path": .string(path)])
        }
        let now = await Files(system).now()
        func time(_ wish: Wish, _ old: Double) -> Double {
            switch wish {
            case .preserve: old
            case .now: now
            case .at(let moment): moment
            }
        }
        let (mtime, atime) = (time(modification, info.modified), time(access, info.accessed))
        if mtime == info.modified, atime == info.accessed { return false }
        if !check {
            // A user who may write a file may give it this moment; other times are for its owner.
            let isTouch = access == .now && modification == .now
            do {
                try await system.setTimes(
                    access: isTouch ? .now : .at(atime), modification: isTouch ? .now : .at(mtime), of: path,
                    follow: true)
            } catch {
                throw ModuleFailure(
                    "Error while updating modification or access time: [Errno \(error.code)] \(error.reason)",
                    values: ["path": .string(path)])
            }
        }
        if mtime != info.modified { changes.note("mtime", .double(info.modified), .double(mtime)) }
        if atime != info.accessed { changes.note("atime", .double(info.accessed), .double(atime)) }
        return true
    }
}
