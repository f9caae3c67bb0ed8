"""Japanese addresses, whole and in parts."""

import re
import unicodedata
from dataclasses import dataclass

_NOT_PUBLIC = re.compile("非公開|非公表|秘匿|公開しない|公表しない|公開していない")
_POSTAL = re.compile(r"^\s*(?:〒|郵便番号)?\s*(\d{3})[-－‐−–—ー]?(\d{4})(?!\d)\s*")
_PREFECTURES = (  # in the order of their codes, from 01
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
)


@dataclass(frozen=True)
class Address:
    """A place: the postal code, the prefecture's code (JIS X 0401), and the address as written."""

    postal_code: str
    prefecture_code: str
    text: str


def read_address(text: str) -> Address:
    """Return an address with what its beginning tells; the text stays as written."""
    found = _POSTAL.match(text)
    rest = text[found.end() :].strip() if found else text.strip()
    postal = unicodedata.normalize("NFKC", f"{found[1]}-{found[2]}") if found else ""
    return Address(postal, prefecture_code(rest), rest)


def prefecture_code(text: str) -> str:
    """Return the two digits of the prefecture with which an address begins, empty without one."""
    for number, name in enumerate(_PREFECTURES, start=1):
        if text.startswith(name):
            return f"{number:02d}"
    return ""


def is_not_public(text: str) -> bool:
    """Return whether an address says of itself that it is not made public."""
    return bool(_NOT_PUBLIC.search(text))


def joined(parts: list[str]) -> str:
    """
    Return an address from its parts, from the prefecture inwards; a part that stands in the next
    one already is not said twice.
    """
    made = ""
    for part in (one.strip() for one in parts):
        if not part or made.endswith(part):
            continue
        made = part if made and part.startswith(made) else made + part
    return made
