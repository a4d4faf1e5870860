import CShims
import Glibc

/// One step of a new process on its way to a host of its own; see `swiftplay_step`.
struct Step {
    var kind: Int
    var isOptional = false
    var source: String?
    var path: String?
    var type: String?
    var data: String?
    var flags: UInt = 0
    var number: UInt = 0
    var number2: UInt = 0

    private init(_ kind: Int, _ path: String? = nil) {
        self.kind = kind
        self.path = path
    }

    /// mount(2)
    static func mount(
        _ source: String, _ path: String, _ type: String? = nil, _ flags: Int = 0, _ data: String? = nil
    ) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_MOUNT), path)
        (step.source, step.type, step.data, step.flags) = (source, type, data, UInt(flags))
        return step
    }

    /// The file or tree at `source` at `path` as well.
    static func bind(_ source: String, _ path: String, readOnly: Bool = false) -> [Step] {
        let steps = [mount(source, path, nil, Int(MS_BIND | MS_REC))]
        guard readOnly else { return steps }
        return steps + [mount("none", path, nil, Int(MS_BIND | MS_REMOUNT | MS_RDONLY))]
    }

    static func unmount(_ path: String) -> Step { Step(Int(SWIFTPLAY_STEP_UNMOUNT), path) }

    static func directory(_ path: String, mode: UInt = 0o755) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_DIRECTORY), path)
        step.number = mode
        return step
    }

    /// An empty file, unless there is one.
    static func file(_ path: String) -> Step { Step(Int(SWIFTPLAY_STEP_FILE), path) }

    static func write(_ text: String, to path: String) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_WRITE), path)
        step.data = text
        return step
    }

    static func link(_ path: String, to target: String) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_LINK), path)
        step.source = target
        return step
    }

    /// A character device that all may read and write.
    static func device(_ path: String, _ major: UInt32, _ minor: UInt32) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_NODE), path)
        step.flags = UInt(S_IFCHR | 0o666)
        step.number = UInt(swiftplay_device(major, minor))
        return step
    }

    /// `root` becomes the root; the old one is at `old` below it.
    static func pivot(_ root: String, old: String) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_PIVOT), old)
        step.source = root
        return step
    }

    static func removeDirectory(_ path: String) -> Step { Step(Int(SWIFTPLAY_STEP_REMOVE_DIRECTORY), path) }

    static func hostname(_ name: String) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_HOSTNAME))
        step.data = name
        return step
    }

    static func unshare(_ namespaces: Int32) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_UNSHARE))
        step.flags = UInt(namespaces)
        return step
    }

    /// Enters the namespace of a descriptor.
    static func enter(_ descriptor: Int32, _ namespace: Int32) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_ENTER))
        step.number = UInt(descriptor)
        step.flags = UInt(namespace)
        return step
    }

    static func changeDirectory(_ path: String) -> Step { Step(Int(SWIFTPLAY_STEP_CHDIR), path) }

    /// Binds a Unix socket of ours to a path of the host.
    static func bindSocket(_ descriptor: Int32, to path: String) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_SOCKET), path)
        step.number = UInt(descriptor)
        return step
    }

    static func limit(_ resource: Int, soft: UInt, hard: UInt) -> Step {
        var step = Step(Int(SWIFTPLAY_STEP_LIMIT))
        (step.number, step.flags, step.number2) = (UInt(resource), soft, hard)
        return step
    }

    /// The same step, whose failure does not matter.
    var optional: Step {
        var step = self
        step.isOptional = true
        return step
    }

    /// What it does, for messages.
    var text: String {
        switch kind {
        case Int(SWIFTPLAY_STEP_MOUNT): "mount \(type ?? source ?? "") at \(path ?? "")"
        case Int(SWIFTPLAY_STEP_LIMIT): "set a limit"
        case Int(SWIFTPLAY_STEP_HOSTNAME): "set the hostname \(data ?? "")"
        case Int(SWIFTPLAY_STEP_WRITE): "write \(path ?? "")"
        case Int(SWIFTPLAY_STEP_ENTER), Int(SWIFTPLAY_STEP_UNSHARE): "change namespaces"
        default: "make \(path ?? "")"
        }
    }
}
