"""The server's entrance."""

import os

from django.core.wsgi import get_wsgi_application

from banso.config.health import with_health
from banso.config.serving import end_with_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banso.config.settings")
application = with_health(get_wsgi_application())
end_with_server()
