"""
Reading what people write: dates, numbers, phones and addresses, the same in forms and in files.

Pure: no clock, no database. What a reader does not understand stays the words that were written.
"""
