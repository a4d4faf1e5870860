import Glibc

Interruption.watch()
// A name such as `ansible-playbook` chooses the command; `swiftplay` itself reads it from the first word.
await Entry(arguments: CommandLine.arguments).run()
