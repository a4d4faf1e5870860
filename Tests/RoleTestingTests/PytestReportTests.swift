import Testing

@testable import RoleTesting

/// The JUnit file that pytest writes, read into tests.
@Suite struct PytestReportTests {
    @Test func namesPlacesAndEnds() throws {
        let report = PytestReport(
            """
            <testsuites><testsuite name="pytest" tests="3">
            <testcase classname="tests.test_one" name="test_file[ansible://web-1]" time="0.25" />
            <testcase classname="tests.test_one" name="test_port" time="1"><failure message="assert 1 == 2">E  1 &lt; 2</failure></testcase>
            <testcase classname="tests.test_one" name="test_later" time="0"><skipped type="pytest.skip" message="not here">x</skipped></testcase>
            </testsuite></testsuites>
            """)
        #expect(report.tests.map(\.name) == ["test_file[ansible://web-1]", "test_port", "test_later"])
        #expect(Set(report.tests.map(\.file)) == ["tests/test_one.py"])
        #expect(report.tests.map(\.status) == [.ok, .failed, .skipped])
        #expect(report.tests.map(\.message) == ["", "E  1 < 2", "not here"])
        #expect(report.tests.map(\.seconds) == [0.25, 1, 0])
    }
}
