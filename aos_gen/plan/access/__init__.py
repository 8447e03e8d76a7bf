"""Who may call and where: credentials, ways in, servers."""
