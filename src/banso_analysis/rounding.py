"""
Rounding as the forms expect it (四捨五入): a half goes up, away from zero, and 6 of 48 are 13%.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def half_up(value: Fraction | float, digits: int = 0) -> Decimal:
    """
    Return a number with so many digits behind the point. What is a half in the shortest text of a
    floating-point number is taken for one.
    """
    if isinstance(value, Fraction):
        shift = 10**digits
        whole, rest = divmod(abs(value.numerator) * shift, value.denominator)
        whole += 2 * rest >= value.denominator
        return Decimal(whole if value >= 0 else -whole).scaleb(-digits)
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent(value: float) -> Decimal:
    """Return a share in whole percent."""
    return half_up(Fraction(repr(value)) * 100)
