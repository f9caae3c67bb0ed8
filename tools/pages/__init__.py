"""Every page that a GET may open, looked at in a real browser."""
