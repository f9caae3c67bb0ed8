"""
An invented agency with invented people, so that a newcomer can walk about. Names carry 例 or 見本
so that nobody takes them for real.

Who they are and what they said stands in data: a folder a person under `people/`, what belongs to
nobody alone under `data/`. The modules live through it by the rooms' own actions, as if on those
days. Days are counted back from today, so that the stories stay alive.
"""
