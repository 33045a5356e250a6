Platform.installSignalHandlers()
Platform.exit(CommandLineTool.run(Platform.arguments).rawValue)
