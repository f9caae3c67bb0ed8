"""The tiny room is no part of this house: `test_adding_a_room` adds it to a copy."""

collect_ignore = ["tiny_room"]
