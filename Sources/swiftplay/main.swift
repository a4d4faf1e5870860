import Commands

await Entry.main(CommandLine.arguments)
