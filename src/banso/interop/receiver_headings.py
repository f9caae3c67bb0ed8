"""
Lists of facilities as Japanese municipalities publish them (headings of デジタル庁's
自治体標準オープンデータセット and what is found beside it).
"""

from banso.interop.column_guesses import Words

# The first word of each field is the heading under which our own list goes out, so that it comes
# back by itself.
WORDS: dict[str, tuple[str, ...]] = {
    "outside_id": ("ID", "NO", "番号", "施設ID", "管理番号", "id"),
    "municipal_code": (
        "全国地方公共団体コード",
        "都道府県コード又は市区町村コード",
        "市区町村コード",
        "自治体コード",
        "団体コード",
    ),
    "name": (
        "名称",
        "施設名",
        "施設名称",
        "事業所名",
        "事業所の名称",
        "窓口名",
        "サービス名",
        "name",
    ),
    "kana": ("名称_カナ", "名称カナ", "名称(カナ)", "フリガナ", "ふりがな", "カナ", "kana"),
    "plain_name": ("名称_通称", "通称", "愛称"),
    "organization": (
        "団体名",
        "法人名",
        "法人の名称",
        "運営法人",
        "運営主体",
        "設置主体",
        "実施主体",
    ),
    "corporate_number": ("法人番号",),
    "postal_code": ("郵便番号", "〒"),
    "address": ("住所", "所在地", "所在地_連結表記", "事業所住所", "address"),
    "address_more": ("方書", "建物名等", "建物名"),
    "latitude": ("緯度", "latitude"),
    "longitude": ("経度", "longitude"),
    "phone": ("電話番号", "電話", "連絡先電話番号", "TEL", "phone"),
    "fax": ("FAX番号", "FAX", "ファックス"),
    "email": ("メールアドレス", "Eメール", "email"),
    "url": ("URL", "ホームページ", "ホームページアドレス", "ウェブサイト"),
    "days": ("利用可能曜日", "開館曜日", "受付曜日"),
    "opens": ("開始時間", "開館時刻"),
    "closes": ("終了時間", "閉館時刻"),
    "hours": ("受付時間", "利用可能日時特記事項", "開館時間", "利用時間", "相談時間", "営業時間"),
    "closed_days": ("休業日", "休館日", "定休日", "休所日"),
    "eligibility": ("対象者", "対象", "利用条件", "利用対象者"),
    "documents": ("必要書類", "必要なもの", "持ち物"),
    "cost": ("費用", "料金", "利用料", "利用料金", "料金(基本)"),
    "area": ("対象地域", "担当地域", "管轄区域", "担当区域"),
    "languages": ("対応言語", "言語"),
    "accessibility": ("バリアフリー情報", "車椅子可", "バリアフリー"),
    "legal_basis": ("根拠法", "根拠法令"),
    "description": ("説明", "概要", "サービス内容", "相談内容", "事業内容", "備考"),
    "licence": ("ライセンス", "利用条件(ライセンス)"),
}
RECEIVER_WORDS = Words(WORDS)
guess, header_row = RECEIVER_WORDS.guess, RECEIVER_WORDS.header_row
