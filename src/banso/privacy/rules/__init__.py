"""Plain decisions about what the law on personal information asks for."""
