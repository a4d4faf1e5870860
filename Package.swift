// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is built under the same rules.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let collections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")

/// For what the agent is made of: the linker may leave out single functions that nobody calls, and where speed is
/// not decided in it, small code is better than fast code.
let sections: [SwiftSetting] = [.unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release))]
let small: [SwiftSetting] =
    sections + [
        .unsafeFlags(["-Osize"], .when(configuration: .release)),
        // One description of how a type is copied, which the runtime reads, in the place of code for each type; no
        // frames of asynchronous functions for debuggers.
        .enableExperimentalFeature("LayoutStringValueWitnesses"),
        .unsafeFlags(
            [
                "-Xfrontend", "-enable-layout-string-value-witnesses", "-Xfrontend", "-swift-async-frame-pointer=never",
                "-Xfrontend", "-disable-async-frame-pointer-all",
            ], .when(configuration: .release)),
    ]

/// For what decides how fast templates are: debug builds, which the tests run, check the exclusivity of accesses.
let fast: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// A Swift target of one floor; dependencies only run to lower floors (see docs/architecture.md).
func floor(_ name: String, _ dependencies: [Target.Dependency], _ more: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: rules + more)
}

func library(_ name: String, _ package: String) -> Target {
    .systemLibrary(name: name, providers: [.apt([package])])
}

/// The tests of the target `name`; `data` are folders of case files, which tests find by `#filePath`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], data: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: data, swiftSettings: rules)
}

let package = Package(
    name: "swiftplay",
    products: [
        .executable(name: "swiftplay", targets: ["swiftplay"]),
        .executable(name: "swiftplay-agent", targets: ["swiftplay-agent"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0")
    ],
    targets: [
        // 0
        .target(name: "CShims"),
        .target(name: "CAgentTrim"),
        library("CYAML", "libyaml-dev"),
        library("CSSH", "libssh-dev"),
        library("CPCRE2", "libpcre2-dev"),
        library("CExpat", "libexpat1-dev"),
        library("CCrypto", "libssl-dev"),
        library("CCrypt", "libcrypt-dev"),
        // 1
        floor("Diagnostics", [], small),
        floor("Regex", ["CPCRE2"], small),
        // 2
        floor("Values", ["Diagnostics", "CCrypto", collections], sections + fast),
        floor("System", ["Values", "CShims", "CCrypto"], small),
        floor("Configuration", ["Diagnostics"]),
        // 3
        floor("YAML", ["Diagnostics", "Values", "CYAML", collections]),
        floor("Jinja", ["Diagnostics", "Values", "Regex"], fast),
        floor("Modules", ["Diagnostics", "Values", "System", "Regex"], small),
        // 4
        floor("HostModules", ["Values", "System", "Regex", "Modules"], small),
        floor("Vault", ["Values", "System", "CCrypto"]),
        floor("Loading", ["Diagnostics", "Values", "System", "YAML", "CCrypto"]),
        floor("Hosts", ["Values", "System", "Regex", "CShims"]),
        floor(
            "Connections", ["Diagnostics", "Values", "System", "Configuration", "Modules", "CSSH", "CCrypto", "CShims"]),
        // 5
        floor("MoreModules", ["Values", "System", "Regex", "Modules", "HostModules"]),
        floor("KubernetesModules", ["Diagnostics", "Values", "System", "YAML", "Modules"]),
        floor("Templating", ["Diagnostics", "Values", "Regex", "YAML", "Jinja", "Loading"]),
        // 6
        floor(
            "TemplatePlugins",
            [
                "Diagnostics", "Values", "Regex", "YAML", "Jinja", "Loading", "Templating", "CCrypto", "CCrypt",
                "CExpat", "CShims",
            ]),
        // 7
        floor(
            "Inventory",
            [
                "Diagnostics", "Values", "System", "Regex", "YAML", "Loading", "Templating", "TemplatePlugins",
                collections,
            ]),
        floor(
            "Playbook", ["Diagnostics", "Values", "YAML", "Loading", "Templating", "TemplatePlugins", collections]),
        // 8
        floor(
            "Execution",
            [
                "Diagnostics", "Values", "System", "Regex", "YAML", "Jinja", "Modules", "HostModules", "MoreModules",
                "KubernetesModules", "Vault", "Loading", "Templating", "TemplatePlugins", "Connections", "Inventory",
                "Playbook", "Configuration",
            ]),
        // 9
        floor(
            "Callbacks",
            [
                "Diagnostics", "Values", "System", "YAML", "Configuration", "TemplatePlugins", "Playbook", "Execution",
                "CShims",
            ]),
        // 10
        floor(
            "RoleTesting",
            [
                "Diagnostics", "Values", "System", "Regex", "YAML", "Loading", "Templating", "TemplatePlugins",
                "Configuration", "Connections", "Hosts", "Playbook", "Execution", "Callbacks", "CShims",
            ]),
        // 11
        floor(
            "Commands",
            [
                "Diagnostics", "Values", "System", "Regex", "YAML", "Vault", "Loading", "Templating", "TemplatePlugins",
                "Hosts", "Connections", "Inventory", "Playbook", "Execution", "Modules", "Callbacks", "RoleTesting",
                "Configuration",
            ]),
        // 12
        .executableTarget(name: "swiftplay", dependencies: ["Commands"], swiftSettings: rules),
        .executableTarget(
            name: "swiftplay-agent",
            dependencies: ["System", "Modules", "HostModules", "CAgentTrim"],
            exclude: ["small.ld"],
            swiftSettings: rules + [.unsafeFlags(["-static-executable"], .when(configuration: .release))],
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-static-executable", "-use-ld=lld", "-Xlinker", "--gc-sections", "-Xlinker", "--icf=all",
                        "-Xlinker", "-s", "-Xlinker", "--no-eh-frame-hdr", "-Xlinker",
                        "\(Context.packageDirectory)/Sources/swiftplay-agent/small.ld",
                    ],
                    .when(configuration: .release))
            ]),
        // measuring
        .executableTarget(
            name: "templating-benchmark", dependencies: ["Values", "Regex", "Jinja"], path: "Benchmarks/templating",
            exclude: ["workloads", "compare.py"], swiftSettings: rules),
        // tests
        .target(name: "Loopback", path: "Tests/Loopback", swiftSettings: rules),
        tests("Diagnostics"),
        tests("Regex", data: ["Cases"]),
        tests("Jinja", ["Diagnostics", "Values"], data: ["Cases"]),
        tests("Values", data: ["Cases"]),
        tests("System", ["Values", "Loopback"]),
        tests(
            "Modules",
            [
                "System", "Values", "Regex", "HostModules", "MoreModules", "KubernetesModules", "Connections",
                "swiftplay-agent", "Loopback",
            ],
            data: ["Cases"]),
        tests("YAML", ["Diagnostics", "Values"], data: ["Cases"]),
        tests("Inventory", ["Diagnostics", "Values", "Loading", "Templating", "TemplatePlugins"], data: ["Cases"]),
        tests("Playbook", ["Diagnostics", "Values", "Loading", "TemplatePlugins"], data: ["Cases"]),
        tests("Vault", ["Values"], data: ["Cases"]),
        tests(
            "Templating", ["Diagnostics", "Jinja", "Values", "TemplatePlugins", "Loopback"],
            data: ["Cases", "Differences", "Fixtures"]),
        tests("Hosts", ["Regex", "System", "swiftplay"]),
        tests(
            "Connections",
            ["System", "Values", "Modules", "HostModules", "MoreModules", "swiftplay-agent", "Loopback"]),
        .testTarget(name: "ArchitectureTests", swiftSettings: rules),
        tests("RoleTesting", ["Diagnostics", "Values", "Hosts"], data: ["Cases"]),
        tests("Configuration"),
        tests("Callbacks", ["Configuration", "Diagnostics", "Execution", "Values", "Loopback"]),
        tests(
            "Execution", ["Playbook", "Templating", "Values", "System", "Modules", "Vault", "Diagnostics", "Loopback"]),
        .testTarget(
            name: "SwiftplayTests", dependencies: ["swiftplay", "swiftplay-agent", "CShims", "Loopback"],
            exclude: ["Cases"], swiftSettings: rules),
    ]
)

// Tests/Fuzz/run builds these; they bring a main program of their own.
if Context.environment["FUZZ"] != nil {
    for (name, dependencies) in [("templates", ["Values", "Jinja"]), ("wire", ["System"])] {
        package.targets.append(
            .executableTarget(
                name: "fuzz-\(name)", dependencies: dependencies.map { Target.Dependency.byName(name: $0) },
                path: "Tests/Fuzz/\(name == "wire" ? "Wire" : "Templates")",
                swiftSettings: rules + [.unsafeFlags(["-parse-as-library"])]))
    }
}
