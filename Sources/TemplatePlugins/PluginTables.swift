import Templating

/// Every table of filters and tests; a new family is registered here and nowhere else.
enum PluginTables {
    static let filters =
        EncodingFilters.rows + HashFilters.rows + PathFilters.rows + DictFilters.rows + ListFilters.rows
        + SetFilters.rows + CombinatoricsFilters.rows + MathFilters.rows + TextFilters.rows + ChoiceFilters.rows
        + JSONFilters.rows + YAMLFilters.rows + RandomFilters.rows + TimeFilters.rows + URLFilters.rows
        + PasswordHashFilter.rows + RegexFilters.rows + VaultFilters.rows

    static let tests =
        FileTests.rows + VersionTests.rows + ResultTests.rows + CollectionTests.rows + URITests.rows + RegexTests.rows
        + VaultTests.rows + DefinitionTests.rows

    /// A collection's plugins and the names before theirs.
    struct Collection: Sendable {
        let prefixes: [String]
        var filters: [FilterRow] = []
        var tests: [TestRow] = []
    }

    static let collections = [
        Collection(
            prefixes: ["", "ansible.utils.", "ansible.netcommon."], filters: AddressFilters.rows,
            tests: AddressTests.rows),
        Collection(
            prefixes: ["", "ansible.utils."],
            filters: DataFilters.rows + ConsolidateFilter.rows + XMLFilters.rows + FactDiffFilter.rows),
        Collection(prefixes: ["", "ansible.netcommon."], filters: NetcommonFilters.rows),
        Collection(
            prefixes: ["ansible.netcommon."], filters: NetcommonFilters.unredirected + AccessListFilter.rows),
        // The short names are those of community.general.
        Collection(prefixes: ["ansible.utils."], filters: NestedKeyFilters.rows),
        Collection(prefixes: ["", "community.general."], filters: CommunityFilters.rows, tests: CommunityTests.rows),
        Collection(prefixes: ["kubernetes.core."], filters: KubernetesFilters.rows),
        // By their short names they are ansible.builtin's.
        Collection(prefixes: ["community.general."], filters: YAMLFilters.community),
        Collection(
            prefixes: ["ansible._protomatter."], filters: Instruments.filters, tests: Instruments.tests),
    ]
}
