"""Addresses of programs, the first version: `/api/v1/`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from banso.api.web import around, people, problems, promises, ways
from banso.api.web.document import described
from banso.api.web.door import key_door
from banso.api.web.problems import problem

PREFIX = "api/v1/"
app_name = "api_v1"
api = NinjaAPI(
    title="Banso",
    version="1",
    description=(
        "People, their memory and what is written into it, in the name of the member whose key "
        "is held out, under the same rule of who sees whom. 伴走の台帳を、鍵の持ち主の名で、"
        "画面と同じきまりのもとで読み書きします。"
    ),
    urls_namespace="api_v1",
    docs_url=None,
    openapi_url=None,
    servers=[{"url": "/"}],
)
for one in (people, around, ways, promises):
    api.add_router("", one.router)


@api.exception_handler(ValidationError)
def _wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say where something is not as it should be; what was sent is not repeated."""
    fields = [{"where": _where(one), "why": str(one.get("type", ""))} for one in error.errors]
    return problem(422, "shape", problems.WRONG_SHAPE, fields=fields)


def _where(error: dict[str, Any]) -> str:
    places = [str(one) for one in error.get("loc", ())]
    if error.get("type") == "extra_forbidden":
        places = places[:-1]  # a name that somebody else chose
    named = [one for one in places if one not in ("body", "query", "header", "path")]
    return ".".join(named[-4:])


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer to what the package could not read."""
    return problem(error.status_code, "unread", problems.UNREAD)


def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for addresses that are none."""
    raise Http404


def document() -> dict[str, Any]:
    """Return the OpenAPI document, the same that is committed as docs/api/openapi.json."""
    return described(api.get_openapi_schema(path_prefix=PREFIX))


urlpatterns = [
    *(
        path(str(one.pattern), key_door(one.callback), name=one.name)
        for one in api.urls[0]
        if isinstance(one, URLPattern) and one.name != "api-root"
    ),
    path("<path:rest>", key_door(nothing), name="nothing"),
]
