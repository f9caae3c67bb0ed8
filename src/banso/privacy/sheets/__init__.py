"""What the law on personal information asks for, on paper."""
