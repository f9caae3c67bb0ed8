"""
How nicknames that mix kana and kanji are read: とし坊 is としぼう, 健ちゃん is けんちゃん. Only for
kanji that nicknames are made of; what cannot be read here is found by its writing alone.
"""

import re
from functools import lru_cache
from itertools import product

from banso_recognition.loose import loosen

_WHOLE = {
    "親父": "おやじ",
    "親方": "おやかた",
    "旦那": "だんな",
    "大将": "たいしょう",
    "師匠": "ししょう",
    "先生": "せんせい",
    "社長": "しゃちょう",
    "兄貴": "あにき",
    "姉御": "あねご",
    "姐御": "あねご",
    "爺様": "じいさま",
    "婆様": "ばあさま",
    "女将": "おかみ",
    "若旦那": "わかだんな",
    "番長": "ばんちょう",
    "隊長": "たいちょう",
    "隠居": "いんきょ",
    "名人": "めいじん",
    "仙人": "せんにん",
    "博士": "はかせ",
    "横綱": "よこづな",
    "棟梁": "とうりょう",
}
_ONE = """
坊ぼう,ぼん 爺じい,じいさん 婆ばあ 兄にい,あに 姉ねえ,あね 姐ねえ 君くん 様さま 殿どの 氏し
丸まる 公こう 吉よし,きち 助すけ 介すけ 太た 郎ろう 子こ 美み 男お 夫お 雄お 一いち,かず 二じ
三さん,ぞう 健けん,たけ 正まさ,しょう 敏とし 俊とし 利とし 年とし 和かず 義よし 良よし,りょう
芳よし 好よし 喜よし,き 信のぶ 弘ひろ 浩ひろ 博ひろ 広ひろ 宏ひろ 幸ゆき,こう 行ゆき 雪ゆき
武たけ 勝かつ 秀ひで 英ひで,えい 明あき 昭あき 秋あき 章あき 茂しげ 重しげ 清きよ 文ふみ 春はる
晴はる 夏なつ 冬ふゆ 辰たつ 達たつ 竜りゅう,たつ 虎とら 寅とら 熊くま 鉄てつ 徳とく 源げん
玄げん 銀ぎん 金きん 山やま 川かわ 海うみ,かい 大だい 小こ 松まつ 竹たけ 梅うめ 桜さくら 菊きく
鶴つる 亀かめ 花はな 千ち,せん 政まさ 昌まさ 雅まさ 直なお 尚なお 光みつ 満みつ 道みち 靖やす
安やす 保やす,たもつ 康やす 泰やす 忠ただ 孝たか 隆たか 高たか 貴たか 誠まこと 栄えい 哲てつ
洋よう 陽よう 純じゅん 順じゅん 淳じゅん 亮りょう 涼りょう 豊ゆたか 実みのる 進すすむ
勇いさむ,ゆう 修おさむ 剛つよし,ごう 学まなぶ 薫かおる 恵めぐみ,けい 愛あい 静しず 節せつ
富とみ 久ひさ 寿ひさ,とし 貞さだ 定さだ 常つね 恒つね
"""
_READ: dict[str, tuple[str, ...]] = {
    **{kanji: (reading,) for kanji, reading in _WHOLE.items()},
    **{one[0]: tuple(one[1:].split(",")) for one in _ONE.split()},
}
_PIECES = re.compile("|".join([*sorted(_READ, key=len, reverse=True), "[ぁ-ゖー]+"]))
_MOST = 8


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[str, ...]:
    """
    Return how a nickname of kana and kanji may be read, in hiragana; nothing for what is all kana
    or can't be read.
    """
    plain = loosen(text).replace(" ", "")
    pieces = _PIECES.findall(plain)
    if not any("ぁ" <= letter <= "ゖ" for letter in plain) or "".join(pieces) != plain:
        return ()
    if not any(one in _READ for one in pieces):
        return ()
    ways = product(*(_READ.get(one, (one,)) for one in pieces))
    return tuple("".join(way) for way, _count in zip(ways, range(_MOST), strict=False))
