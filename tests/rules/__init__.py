"""Decisions without a database: every edge of a rule, so that a small change to it is noticed."""
