"""What this room adds to the whole."""

from banso.kit.declarations import Urls

DECLARATIONS = (Urls("banso.drafts.web.urls"),)
