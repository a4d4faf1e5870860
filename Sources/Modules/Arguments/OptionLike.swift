/// Values that a program would take for one of its options.
public enum OptionLike {
    /// Refuses values that begin with `-`, by the name of their option; they would reach a program as its own options.
    public static func refuse(_ values: KeyValuePairs<String, String?>) throws(ModuleFailure) {
        for (name, value) in values where value?.hasPrefix("-") == true {
            throw ModuleFailure("The value of '\(name)' must not begin with '-': \(value ?? "")")
        }
    }
}
