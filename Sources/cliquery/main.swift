Platform.installSignalHandlers()
Platform.exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())).rawValue)
