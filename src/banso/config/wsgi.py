"""The server's entrance."""

import os

from django.core.wsgi import get_wsgi_application

from banso.config.health import with_health
from banso.config.serving import end_with_server
from banso.kit.row_level_security import serve_requests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banso.config.settings")
application = with_health(get_wsgi_application())
serve_requests()
end_with_server()
