"""The fifteen jobs of a day, driven through a real browser and measured."""
