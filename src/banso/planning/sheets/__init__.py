"""
The sheets of planning, declared once for screen, PDF and Excel. The cells of the official forms
have not been checked; nothing claims that they are followed.
"""

from banso.planning.sheets.application import application_sheet
from banso.planning.sheets.evaluation import evaluation_sheet
from banso.planning.sheets.parts import left_out
from banso.planning.sheets.personal import personal_sheet
from banso.planning.sheets.support import support_sheet
from banso.planning.sheets.whole import whole_blocks, whole_sheet

__all__ = [
    "application_sheet",
    "evaluation_sheet",
    "left_out",
    "personal_sheet",
    "support_sheet",
    "whole_blocks",
    "whole_sheet",
]
