"""Banso (伴走): memory and coordination for accompanying support."""
