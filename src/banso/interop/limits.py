"""How long the texts of a receiver may be."""

# The longest that the directory keeps, by field.
LONGEST = {
    "name": 300, "plain_name": 300, "kana": 300, "organization": 300, "address": 400, "phone": 60, "fax": 60, "email": 200, "url": 500, "hours": 400, "closed_days": 300,
    "area": 300, "languages": 200, "contact": 200, "category": 60, "legal_basis": 200, "methods": 200, "postal_code": 10, "licence": 200,
    "source_title": 300, "municipal_code": 6, "prefecture_code": 2, "corporate_number": 13, "outside_id": 200, "organization_id": 200,
}  # fmt: skip
