extension SettingReference {
    /// Rows of settings that no list shows.
    static let hiddenRows = """
        _Z_TEST_ENTRY |  | null | ANSIBLE_TEST_ENTRY,ANSIBLE_TEST_ENTRY_D | testing:valid,testing:deprecated | \
        _z_test_entry
        _Z_TEST_ENTRY_2 |  | null | ANSIBLE_TEST_ENTRY2 | testing:valid2
        _Z_TEST_ENTRY_3 | path | "{HOME}" | ANSIBLE_TEST_ENTRY3 | testing:valid3
        """
}
