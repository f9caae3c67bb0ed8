"""Write the OpenAPI document as it is kept: `python -m tools.api_document`."""

import json
from pathlib import Path

KEPT = Path(__file__).parent.parent / "docs/api/openapi.json"


def main() -> None:
    """Write down what the addresses of programs take and tell."""
    import django

    django.setup()
    from banso.api.web.v1 import document

    KEPT.write_text(json.dumps(document(), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
