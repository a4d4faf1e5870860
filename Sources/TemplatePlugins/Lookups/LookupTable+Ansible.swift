public import Templating

extension LookupTable {
    /// ansible.builtin's lookups and those of common collections, each also by its qualified names.
    public static let ansible: LookupTable = {
        var table: [String: LookupRow] = [:]
        for row in builtin {
            for name in ["", "ansible.builtin.", "ansible.legacy."] { table[name + row.name] = row }
        }
        for row in community {
            table[row.name] = row
            table["community.general." + row.name] = row
        }
        for row in KubernetesLookups.rows { table["kubernetes.core." + row.name] = row }
        for row in DataLookups.rows { table["ansible.utils." + row.name] = row }
        return LookupTable(rows: table)
    }()

    private static let builtin =
        CollectionLookups.rows + FileLookups.rows + VariableLookups.rows + ProgramLookups.rows + SequenceLookup.rows
        + TableLookups.rows + FirstFoundLookup.rows + PasswordLookup.rows + URLLookup.rows
    private static let community =
        CommunityLookups.rows + FileTreeLookup.rows + DependentLookup.rows + PasswordStore.rows
        + DigLookup.rows
}
