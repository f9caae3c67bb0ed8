"""
An invented agency with invented people, so that a newcomer can walk about. Names carry 例 or 見本
so that nobody takes them for real.
"""

from banso_demo.filling import PASSWORD, fill

__all__ = ["PASSWORD", "fill"]
