/// The filler text of `lipsum()`.
enum LoremIpsum {
    private static let words = """
        a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit
        commodo condimentum congue consectetuer consequat convallis cras cubilia cum curabitur curae dapibus diam
        dictum dignissim dis dolor donec dui duis egestas eget eleifend elementum elit enim erat eros est et etiam
        eu euismod facilisi facilisis fames faucibus felis fermentum feugiat fringilla fusce gravida habitant hac
        hendrerit iaculis id imperdiet in integer interdum ipsum justo lacinia lacus laoreet lectus leo libero
        ligula lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris metus mi molestie mollis
        montes morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non nonummy nulla nullam nunc odio
        orci ornare parturient pede pellentesque per pharetra phasellus placerat platea porta porttitor posuere
        potenti praesent pretium primis proin pulvinar purus quam quis rhoncus ridiculus risus rutrum sagittis
        sapien scelerisque sed sem semper senectus sit sociis sodales sollicitudin suscipit suspendisse taciti
        tellus tempor tempus tincidunt torquent tortor tristique turpis ullamcorper ultrices ultricies urna ut
        varius vehicula vel velit venenatis vestibulum vitae vivamus viverra volutpat vulputate
        """.split { $0 == " " || $0 == "\n" }.map { String($0) }

    static func text(paragraphs: Int, html: Bool, words low: Int, below high: Int) -> String {
        let result = (0..<max(0, paragraphs)).map { _ in paragraph(max(1, min(low, high - 1)), max(2, high)) }
        return html ? result.map { "<p>\($0)</p>" }.joined(separator: "\n") : result.joined(separator: "\n\n")
    }

    /// Words with a comma now and then, sentences that begin big, a full stop at the end.
    private static func paragraph(_ low: Int, _ high: Int) -> String {
        let count = Int.random(in: low..<max(high, low + 1))
        var text = ""
        var startsSentence = true
        var sinceComma = 0
        var sinceStop = 0
        for index in 0..<count {
            let word = words.randomElement() ?? "lorem"
            text += startsSentence ? word.capitalizedAsPython : word
            startsSentence = false
            sinceComma += 1
            sinceStop += 1
            guard index + 1 < count else { break }
            if sinceStop > Int.random(in: 10..<20) {
                text += "."
                (startsSentence, sinceStop, sinceComma) = (true, 0, 0)
            } else if sinceComma > Int.random(in: 3..<8) {
                text += ","
                sinceComma = 0
            }
            text += " "
        }
        return text + "."
    }
}
