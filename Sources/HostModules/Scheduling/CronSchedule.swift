import Modules

/// When a job of a crontab runs, and as whom.
struct CronSchedule: Sendable {
    let minute: String, hour: String, day: String, month: String, weekday: String
    let special: String?
    let isDisabled: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        func field(_ name: String) -> String { arguments.string(name) ?? "*" }
        (minute, hour, day) = (field("minute"), field("hour"), field("day"))
        (month, weekday) = (field("month"), field("weekday"))
        special = arguments.string("special_time")
        isDisabled = arguments.bool("disabled") ?? false
        if special != nil, [minute, hour, day, month, weekday].contains(where: { $0 != "*" }) {
            throw ModuleFailure("You cannot combine special_time with any of the time or day/date parameters.")
        }
    }

    /// The job's line; `user` stands in it where the file is one of /etc/cron.d.
    func line(_ job: String, user: String?) -> String {
        let command = String(job.drop { $0 == "\r" || $0 == "\n" || $0 == "\r\n" }).droppingLineEnds()
        let times = special.map { ["@\($0)"] } ?? [minute, hour, day, month, weekday]
        return (isDisabled ? "#" : "") + (times + [user, command].compactMap(\.self)).joined(separator: " ")
    }
}
