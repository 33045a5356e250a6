print("cliquery")
