/// The words that Ansible reads as true and false, in settings, keywords, options and variables.
public enum BooleanText {
    private static let yes: Set<String> = ["y", "yes", "on", "1", "true", "t"]
    private static let no: Set<String> = ["n", "no", "off", "0", "false", "f"]

    /// The truth that a text stands for, whatever its case and the blanks around it; nil where it stands for none.
    public static func parse(_ text: String) -> Bool? {
        var word = text.lowercased()[...]
        while word.first?.isWhitespace == true { word.removeFirst() }
        while word.last?.isWhitespace == true { word.removeLast() }
        let known = String(word)
        return yes.contains(known) ? true : no.contains(known) ? false : nil
    }
}
