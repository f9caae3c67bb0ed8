"""
Variant kanji (異体字) that Japanese names are written with, each folded to one common form.

NFKC leaves almost all of them as they are. The pairs are facts about the script: old and new forms
of the 常用漢字表 appendix
(Cabinet notification 2010), the 人名用漢字 list, and the name glyphs that registries reduce to a
common one. For keys only, never for display.
"""

_GROUPS = """
辺邉邊 渡渡 高髙 崎﨑碕埼嵜 斎齋斉齊 沢澤 浜濱濵 広廣 国國 島嶋嶌 桜櫻 関關 黒黑 徳德 恵惠 真眞
条條 竜龍 滝瀧 円圓 塚塚 富冨 峰峯 柳栁桺 橋槗 吉𠮷 土圡 隆隆 角⻆ 曽曾 桑桒 藤籐 兵兵 館舘 梅楳
崇崈 豊豐 宝寶寳 沖冲 渕淵渊 塩鹽 鉄鐵鐡 庄荘莊 蔵藏 万萬 与與 伝傳 会會 弥彌 栄榮 柏栢 穂穗
桧檜 榊榊 渋澁澀 瀬瀨 礼禮 祐祐 神神 福福 祥祥 禄祿 静靜 頼賴 頬頰 亀龜 児兒 実實 寿壽 将將 尽盡
峡峽 巌巖岩 帯帶 応應 戸戶 戻戾 抜拔 拝拜 拠據 捨舍 挙擧 昼晝 晃晄 暁曉 勲勳 剣劍劔 勧勸 区區
医醫 双雙 変變 台臺 声聲 壮壯 奥奧 学學 宮宫 対對 尚尙 屋屋 巣巢 当當 径徑 従從 恒恆 悦悅 懐懷
戦戰 文文 昭昭 晴晴 暦曆 朗朗郞郎 来來 枢樞 楽樂 様樣 横橫 檀檀 欧歐 歩步 歳歲 気氣 清清 温溫
満滿 湾灣 済濟 為爲 焼燒 営營 独獨 猪猪 琢琢 瑶瑤 画畫 畳疊 盛盛 県縣 砕碎 称稱 稲稻 穏穩 竃竈
経經 緑綠 縁緣 総總 綾綾 繊纖 羽羽 翠翠 聡聰 粛肅 脇脅 芦蘆 芸藝 茎莖 薫薰 薮藪 蒋蔣 虫蟲 蛍螢
覚覺 観觀 訳譯 読讀 譲讓 豊豊 賛贊 転轉 辞辭 逸逸 遥遙 郷鄕 都都 鋭銳 録錄 鎌鎌 間間 闘鬪 隠隱
隣鄰 雑雜 鶏鷄 鴎鷗 麦麥 黄黃 麻麻 点點 斉斉 仮假 併倂 侠俠 価價 倶俱 倹儉 凛凜 処處 即卽 喜㐂
嘉嘉 団團 囲圍 図圖 圧壓 堯尭 増增 墨墨 壌壤 奨奬獎 妙玅 姉姊 娘孃嬢 寛寬 専專 弁辨辯瓣 弐貳
彦彥 徴徵 恋戀 悪惡 慎愼 揺搖 摂攝 収收 教敎 数數 断斷 旧舊 晩晚 晋晉 栃杤 検檢 権權 槙槇 毎每
浄淨 海海 涙淚 渓溪 潔潔 潜潛 瀞瀞 灯燈 炉爐 状狀 祢禰 祷禱 秋穐龝 秘祕 簑蓑 糸絲 継繼 続續 縦縱
繁繁 船舩 葛葛 葉葉 蒲蒲 薩薩 諌諫 諸諸 謙謙 鳳鳳 鴬鶯 鵜鵜 鹿鹿 麺麵 黙默 齢齡 尾尾 勝勝 勉勉
卑卑 喝喝 器器 塀塀 層層 悔悔 憎憎 懲懲 敏敏 梶梶 欄欄 殺殺 漢漢 煮煮 琢琢 碑碑 社社 祈祈 祉祉
祖祖 祝祝 禍禍 禎禎 穀穀 突突 節節 練練 署署 者者 臭臭 著著 褐褐 視視 謁謁 謹謹 賓賓 贈贈 逸逸
難難 響響 頻頻 鈎鉤 鍋鍋 鍵鍵 仏佛 予豫 争爭 亜亞 仁仁 伊伊
"""


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for group in _GROUPS.split():
        for glyph in group[1:]:
            if glyph != group[0]:
                table[ord(glyph)] = group[0]
    return table


VARIANTS = _table()
