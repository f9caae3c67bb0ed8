"""The sentence behind a section: one mechanism for every heading of every room."""

from django.utils.translation import get_language, gettext

from banso.kit.declarations import SectionHelp, declared

_by_heading: dict[tuple[str, int], dict[str, SectionHelp]] = {}


def help_behind(heading: object) -> str:
    """Return what a room says of a section, by its heading as the reader sees it; else nothing."""
    known = declared(SectionHelp)
    language = (get_language() or "", id(known))
    if language not in _by_heading:
        _by_heading[language] = {gettext(one.code): one for one in known}
    found = _by_heading[language].get(str(heading))
    return str(found.sentence) if found else ""
