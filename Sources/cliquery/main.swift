Platform.exit(0)
