/// The lines that the live view draws at the bottom of a terminal.
struct LiveFrame {
    /// What the operator wants to see.
    struct Choice: Equatable {
        /// More hosts of each task (`v`).
        var showsMore = false
        /// The host whose output is shown (`h`).
        var host: String?
        /// The run ends after the running tasks (`q`).
        var isStopping = false
        /// Whether keys are read at all.
        var hasKeys = true
    }

    var columns: Int
    var rows: Int
    /// Whether the terminal shows more than ASCII.
    var isUnicode = true
    var choice = Choice()

    /// No line is as wide as the terminal, so that none is broken; there are fewer than half its rows.
    func lines(of model: LiveModel, now: Double) -> [StyledText] {
        let limit = max(3, min(choice.showsMore || choice.host != nil ? rows - 4 : 12, rows / 2))
        var lines = [head(model, now)]
        let footer = self.footer(model)
        let room = max(1, limit - 1 - footer.count)
        if let host = choice.host.flatMap({ name in model.host(name) }) {
            lines += output(of: host, room)
        } else {
            lines += tasks(model, now, room)
        }
        return (lines + footer).map { $0.clipped(to: columns - 1) }
    }

    private var ellipsis: String { isUnicode ? "…" : "..." }

    private func head(_ model: LiveModel, _ now: Double) -> StyledText {
        var text = StyledText(isUnicode ? "── " : "-- ", .verbose)
        let time = Self.clock(now - model.start)
        let place = model.known > 0 ? "task \(model.begun) of \(model.known)" : "task \(model.begun)"
        let width = max(0, min(24, columns - 52))
        let room = max(8, columns - 12 - place.count - time.count - width)
        text.append(Self.cut(model.play, to: room, ellipsis))
        text.append("  \(place) ")
        if width > 5, model.known > 0 {
            let full = min(width, width * max(0, model.begun - 1) / model.known)
            text.append(String(repeating: isUnicode ? "█" : "#", count: full), .ok)
            text.append(String(repeating: isUnicode ? "░" : ".", count: width - full), .verbose)
        }
        text.append(" \(time) ")
        let left = columns - 1 - text.plain.terminalWidth
        text.append(String(repeating: isUnicode ? "─" : "-", count: max(0, left)), .verbose)
        return text
    }

    private func tasks(_ model: LiveModel, _ now: Double, _ room: Int) -> [StyledText] {
        var lines: [StyledText] = []
        let each = choice.showsMore ? 8 : 1
        for (index, task) in model.running.enumerated() {
            guard lines.count < room else {
                lines[lines.count - 1] = StyledText("   \(model.running.count - index + 1) more tasks", .verbose)
                break
            }
            lines.append(line(of: task, model, now))
            let hosts = choice.showsMore ? task.hosts : task.hosts.filter { !$0.lines.isEmpty || $0.retriesLeft != nil }
            for host in hosts.prefix(each) where lines.count < room { lines.append(line(of: host, now)) }
        }
        return lines
    }

    private func line(of task: LiveModel.Running, _ model: LiveModel, _ now: Double) -> StyledText {
        let counts = task.counts
        var end = StyledText()
        func add(_ count: Int, _ word: String, _ role: Palette.Role?) {
            if count > 0 { end.append("  \(count) \(word)", role) }
        }
        if model.batch == 1 {
            end.append("  " + (task.hosts.first?.name ?? ""))
        } else {
            add(task.hosts.count, "running", nil)
            add(counts.ok, "ok", .ok)
            add(counts.changed, "changed", .changed)
            add(counts.skipped, "skipped", .skip)
            add(counts.failed, "failed", .error)
            add(counts.unreachable, "unreachable", .unreachable)
        }
        end.append("  " + Self.clock(now - task.start))
        var text = StyledText(isUnicode ? Self.spinner(now) : " * ", .changed)
        let room = max(10, columns - 1 - end.plain.terminalWidth - 3)
        let name = Self.cut((task.isHandler ? "handler " : "") + task.name, to: room, ellipsis)
        text.append(name + String(repeating: " ", count: max(0, room - name.terminalWidth)))
        text += end
        return text
    }

    private func line(of host: LiveModel.Host, _ now: Double) -> StyledText {
        var text = StyledText("     \(Self.cut(host.name, to: 24, ellipsis))  ", .ok)
        if choice.showsMore { text.append(Self.clock(now - host.start) + "  ", .verbose) }
        if let left = host.retriesLeft { text.append("\(left) retries left  ", .warning) }
        text.append(host.lines.last ?? "")
        return text
    }

    private func output(of host: LiveModel.Host, _ room: Int) -> [StyledText] {
        let lines = host.lines.suffix(max(1, room - 1)).map { StyledText("     " + $0) }
        return [StyledText("   \(host.name):", .ok)]
            + (lines.isEmpty ? [StyledText("     (no output yet)", .verbose)] : lines)
    }

    private func footer(_ model: LiveModel) -> [StyledText] {
        var lines: [StyledText] = []
        if !model.unreachable.isEmpty {
            let names = Self.cut(model.unreachable.joined(separator: ", "), to: columns - 24, ellipsis)
            lines.append(StyledText("   unreachable (\(model.unreachable.count)): \(names)", .unreachable))
        }
        if choice.isStopping {
            lines.append(StyledText("   stopping after the running tasks", .warning))
        } else if choice.hasKeys {
            lines.append(StyledText("   v \(choice.showsMore ? "less" : "more")   h host   q stop", .verbose))
        }
        return lines
    }

    // MARK: Texts

    private static func spinner(_ now: Double) -> String {
        let frames = Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
        return " \(frames[Int(now * 8) % frames.count]) "
    }

    /// `0:14`, `1:02:03`.
    static func clock(_ seconds: Double) -> String {
        let whole = max(0, Int(seconds))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
    }

    private static func cut(_ text: String, to width: Int, _ ellipsis: String) -> String {
        text.terminalWidth <= width ? text : text.clipped(to: max(0, width - ellipsis.terminalWidth)) + ellipsis
    }
}

extension LiveModel {
    /// The host of that name where it is at a task.
    func host(_ name: String) -> Host? { running.lazy.flatMap(\.hosts).first { $0.name == name } }
}

extension String {
    /// As much of it as `width` cells of a terminal hold.
    func clipped(to width: Int) -> String {
        var (clipped, left) = ("", width)
        for character in self {
            left -= String(character).terminalWidth
            if left < 0 { break }
            clipped.append(character)
        }
        return clipped
    }
}

extension StyledText {
    /// As much of it as `width` cells of a terminal hold.
    func clipped(to width: Int) -> StyledText {
        var (clipped, left) = (StyledText(), width)
        for part in parts where left > 0 {
            let text = part.text.clipped(to: left)
            left -= text.terminalWidth
            clipped.append(text, part.role)
            if text.utf8.count < part.text.utf8.count { break }
        }
        return clipped
    }
}
