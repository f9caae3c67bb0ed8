"""Settings of the tests: a home of their own, thrown away afterwards."""

import atexit
import os
import shutil
import tempfile

os.environ["BANSO_HOME"] = tempfile.mkdtemp(prefix="banso-test-")

from banso.config.catalogues import compile_messages
from banso.config.settings import *  # noqa: F403
from banso.config.settings import DATABASES, HOME, STORAGES

compile_messages()  # before anything speaks: what was asked for once is remembered
BANSO_DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON"
    )
    DATABASES["default"]["OPTIONS"]["timeout"] = 20  # machines are shared
else:  # a test that is about the pool makes one of its own
    DATABASES["default"]["OPTIONS"].pop("pool")
    DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=60s"
(HOME / "static").mkdir(exist_ok=True)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
