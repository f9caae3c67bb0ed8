"""SQLite whose file is sealed (SQLCipher), for Django; `base.py` is where Django looks for it."""
