"""Every write of what the law on personal information asks for."""

from banso.privacy.actions.leaks import (
    Report,
    ask_to_close,
    enter_leak,
    name_affected,
    note_told,
    write_on_leak,
)
from banso.privacy.actions.processing import (
    HeldData,
    begin_register,
    change_processing,
    end_processing,
    enter_processing,
)
from banso.privacy.actions.refusals import (
    ClosedAlready,
    HappenedLater,
    MustBeReported,
    NotYet,
    SaysNoWhy,
    SaysTooLittle,
    StillDue,
)

__all__ = [
    "ClosedAlready",
    "HappenedLater",
    "HeldData",
    "MustBeReported",
    "NotYet",
    "Report",
    "SaysNoWhy",
    "SaysTooLittle",
    "StillDue",
    "ask_to_close",
    "begin_register",
    "change_processing",
    "end_processing",
    "enter_leak",
    "enter_processing",
    "name_affected",
    "note_told",
    "write_on_leak",
]
