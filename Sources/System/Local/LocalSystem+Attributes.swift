import CShims

extension LocalSystem {
    public func copyAttributes(of source: String, to target: String) async throws(SystemError) {
        swiftplay_copy_attributes(source, target)
    }
}
