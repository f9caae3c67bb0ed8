"""Every read of what the law on personal information asks for."""
