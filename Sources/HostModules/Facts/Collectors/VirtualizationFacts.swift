import Modules
import System
import Values

/// What kind of machine a machine runs on or hosts, found in the order that decides the first answer.
struct VirtualizationFacts: Sendable {
    private var kind: String?
    private var role: String?
    private var guests: [String] = []
    private var hosts: [String] = []
    private var isFound: Bool { kind != nil }

    static func gather(_ machine: Machine<some System>) async -> Dict {
        var facts = VirtualizationFacts()
        await facts.containers(machine)
        await facts.firmware(machine)
        await facts.processor(machine)
        await facts.kernel(machine)
        return [
            "virtualization_type": .string(facts.kind ?? "NA"), "virtualization_role": .string(facts.role ?? "NA"),
            "virtualization_tech_guest": .texts(facts.guests), "virtualization_tech_host": .texts(facts.hosts),
        ]
    }

    private mutating func note(guest name: String) {
        if !guests.contains(name) { guests.append(name) }
        if !isFound { (kind, role) = (name, "guest") }
    }

    private mutating func note(host name: String) {
        if !hosts.contains(name) { hosts.append(name) }
        if !isFound { (kind, role) = (name, "host") }
    }

    private mutating func containers(_ machine: Machine<some System>) async {
        for line in await machine.lines("/proc/1/cgroup") {
            if line.has("/docker/") || line.has("/docker-") && line.has(".scope") { note(guest: "docker") }
            if line.has("/lxc/") || line.has("/machine.slice/machine-lxc") { note(guest: "lxc") }
            if line.has("/system.slice/containerd.service") { note(guest: "containerd") }
        }
        let variables = (await machine.text("/proc/1/environ") ?? "").split(separator: "\0")
        for line in variables {
            if line.has("container=lxc") { note(guest: "lxc") }
            if line.has("container=podman") { note(guest: "podman") }
            if line.hasPrefix("container=") { note(guest: "container") }
        }
        if await machine.exists("/proc/vz"), await !machine.exists("/proc/lve") {
            if await machine.exists("/proc/bc") { note(host: "openvz") } else { note(guest: "openvz") }
        }
        let container = await machine.word("/run/systemd/container")
        if let container { note(guest: container) }
        var hasMark = await machine.exists("/.dockerenv")
        if !hasMark { hasMark = await machine.exists("/.dockerinit") }
        if hasMark { note(guest: "docker") }
        let engines = ["docker", "lxc", "podman", "openvz", "containerd"]
        if container != nil || !guests.allSatisfy({ !engines.contains($0) }) { note(guest: "container") }
        if await machine.exists("/proc/xen") {
            let isHost = await machine.text("/proc/xen/capabilities")?.has("control_d") == true
            if isHost { note(host: "xen") } else if !isFound { (kind, role) = ("xen", "guest") }
        }
    }

    private static let products = [
        "KVM": "kvm", "KVM Server": "kvm", "Bochs": "kvm", "AHV": "kvm", "CloudStack KVM Hypervisor": "kvm",
        "OpenStack Compute": "openstack", "OpenStack Nova": "openstack",
    ]
    private static let bios = [
        "Xen": "xen", "innotek GmbH": "virtualbox", "Amazon EC2": "kvm", "DigitalOcean": "kvm", "Hetzner": "kvm",
        "Linode": "kvm",
    ]
    private static let vendors = [
        "QEMU": "kvm", "Amazon EC2": "kvm", "DigitalOcean": "kvm", "Google": "kvm", "Scaleway": "kvm",
        "Nutanix": "kvm", "KubeVirt": "KubeVirt", "Microsoft Corporation": "VirtualPC",
        "Parallels Software International Inc.": "parallels", "OpenStack Foundation": "openstack",
    ]

    private mutating func firmware(_ machine: Machine<some System>) async {
        let directory = "/sys/devices/virtual/dmi/id"
        let product = await machine.word("\(directory)/product_name") ?? ""
        let vendor = await machine.word("\(directory)/sys_vendor") ?? ""
        if let name = Self.products[product], name == "kvm" { note(guest: name) }
        if vendor == "oVirt" { note(guest: "oVirt") }
        if vendor == "Red Hat" {
            if await machine.word("\(directory)/product_family") == "RHV" {
                note(guest: "RHV")
            } else if product == "RHEV Hypervisor" {
                note(guest: "RHEV")
            }
        }
        if product.hasPrefix("VMware") { note(guest: "VMware") }
        if let name = Self.products[product], name == "openstack" { note(guest: name) }
        if let name = Self.bios[await machine.word("\(directory)/bios_vendor") ?? ""] { note(guest: name) }
        if let name = Self.vendors[vendor] { note(guest: name) }
    }

    private mutating func processor(_ machine: Machine<some System>) async {
        for line in await machine.lines("/proc/self/status") where line.hasPrefix("VxID:") {
            let id = line.dropFirst("VxID:".count).trimmed()
            guard id.first?.isNumber == true else { continue }
            if id.hasPrefix("0") { note(host: "linux_vserver") } else { note(guest: "linux_vserver") }
        }
        for line in await machine.lines("/proc/cpuinfo") {
            if line.hasPrefix("model name") {
                if line.has("QEMU Virtual CPU") { note(guest: "kvm") } else if line.has("UML") { note(guest: "uml") }
            } else if line.hasPrefix("vendor_id") {
                if line.has("User Mode Linux") { note(guest: "uml") }
                if line.has("PowerVM Lx86") { note(guest: "powervm_lx86") }
                if line.has("IBM/S390") { await mainframe(machine) }
            } else if line.hasPrefix("machine"), line.has("CHRP IBM pSeries (emulated by qemu)") {
                note(guest: "kvm")
            }
        }
    }

    private mutating func mainframe(_ machine: Machine<some System>) async {
        let wasFound = isFound
        if !guests.contains("PR/SM") { guests.append("PR/SM") }
        var name = "PR/SM"
        if let text = await machine.output(["lscpu"]) {
            for line in text.lines {
                guard let (key, value) = line.cut(at: ":"), key.trimmed() == "Hypervisor" else { continue }
                name = value.trimmed()
                if !guests.contains(name) { guests.append(name) }
            }
        }
        if !wasFound { (kind, role) = (name, name == "PR/SM" ? "LPAR" : "guest") }
    }

    private mutating func kernel(_ machine: Machine<some System>) async {
        let modules = Set(await machine.lines("/proc/modules").compactMap { $0.words.first })
        if modules.contains("kvm") {
            note(host: "kvm")
            if await machine.isDirectory("/rhev/") { hosts.append("RHEV") }
        }
        if modules.contains("vboxdrv") { note(host: "virtualbox") }
        if modules.contains("virtio") {
            if !hosts.contains("kvm") { hosts.append("kvm") }
            if !isFound { (kind, role) = ("kvm", "guest") }
        }
        if let program = await machine.find("dmidecode"),
            let text = await machine.output([program, "-s", "system-product-name"])
        {
            let name = text.lines.filter { !$0.hasPrefix("#") }.map { $0.trimmed() }.joined()
            if name.hasPrefix("VMware") { note(guest: "VMware") }
            if text.has("BHYVE") { note(guest: "bhyve") }
        }
        if await machine.exists("/dev/kvm") { note(host: "kvm") }
    }
}
