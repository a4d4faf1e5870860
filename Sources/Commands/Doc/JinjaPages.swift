/// What the filters and tests of Jinja itself are for (`ansible-doc -t filter`, `-t test`): they have no file of their own.
///
/// The names are those of Jinja's template designer documentation.
enum JinjaPages {
    static let filters = [
        "abs": "absolute value of a number", "attr": "an attribute of an object by its name",
        "batch": "split items into lists of a given length",
        "capitalize": "first letter in upper case, the rest in lower",
        "center": "put text into the middle of a field", "count": "how many items or characters there are",
        "d": "another value where one is undefined", "default": "another value where one is undefined",
        "dictsort": "pairs of a dictionary, sorted by key or value",
        "e": "replace characters that HTML gives a meaning",
        "escape": "replace characters that HTML gives a meaning",
        "filesizeformat": "a number of bytes as people read it",
        "first": "the first item", "float": "convert to a floating point number",
        "forceescape": "replace characters that HTML gives a meaning, again where that was done",
        "format": "put values into a printf-like text", "groupby": "group objects by an attribute",
        "indent": "indent the lines of a text", "int": "convert to an integer", "items": "pairs of a dictionary",
        "join": "join items to one text", "last": "the last item", "length": "how many items or characters there are",
        "list": "convert to a list", "lower": "text in lower case",
        "map": "apply a filter to items, or take an attribute of each",
        "max": "the largest item", "min": "the smallest item", "pprint": "a value laid out for debugging",
        "reject": "drop the items that pass a test",
        "rejectattr": "drop the objects an attribute of which passes a test",
        "replace": "replace parts of a text", "reverse": "items or characters in the opposite order",
        "round": "round a number", "safe": "mark text as safe for HTML", "select": "keep the items that pass a test",
        "selectattr": "keep the objects an attribute of which passes a test",
        "slice": "split items into a given number of lists",
        "sort": "sort items", "string": "convert to text", "striptags": "take the tags of HTML out of a text",
        "sum": "add up items", "title": "each word with its first letter in upper case",
        "tojson": "convert to JSON that is safe in HTML", "trim": "take blanks from both ends",
        "truncate": "cut a text to a length", "upper": "text in upper case", "urlencode": "quote text for a URL",
        "urlize": "make links of the URLs in a text", "wordcount": "how many words there are",
        "wordwrap": "break a text into lines of a width", "xmlattr": "attributes of XML from a dictionary",
    ].inBuiltin

    static let tests = [
        "boolean": "is it a boolean", "callable": "can it be called", "defined": "is the variable defined",
        "divisibleby": "can a number be divided by another one", "eq": "are both equal", "equalto": "are both equal",
        "escaped": "is the text escaped for HTML", "even": "is the number even", "false": "is it false itself",
        "filter": "is there a filter of that name", "float": "is it a floating point number",
        "ge": "is it greater than or equal to another value", "greaterthan": "is it greater than another value",
        "gt": "is it greater than another value", "in": "is it among the items", "integer": "is it an integer",
        "iterable": "can one go through its items", "le": "is it less than or equal to another value",
        "lessthan": "is it less than another value", "lower": "is the text in lower case",
        "lt": "is it less than another value", "mapping": "is it a dictionary", "ne": "are both different",
        "none": "is it none", "number": "is it a number", "odd": "is the number odd",
        "sameas": "are both the same object",
        "sequence": "is it a sequence", "string": "is it text", "test": "is there a test of that name",
        "true": "is it true itself", "undefined": "is the variable undefined", "upper": "is the text in upper case",
    ].inBuiltin
}

extension Dictionary<String, String> {
    /// The same with the names that they have in ansible-core.
    fileprivate var inBuiltin: Self {
        Self(uniqueKeysWithValues: map { ("ansible.builtin." + $0.key, $0.value) })
    }
}
