"""Settings of the web face, from a handful of environment variables.

CAPITULA_HOME: folder of the site (`site_home`). CAPITULA_HOSTS: names the site answers to,
separated by commas; loopback without it. CAPITULA_HTTPS: `1` when it is reached over HTTPS only.
CAPITULA_DEBUG: `1` shows tracebacks in the browser, for development alone.
"""

from __future__ import annotations

import os
from pathlib import Path

from capitula.web import database, headers
from capitula.web.site_home import secret_key, site_home

_HERE = Path(__file__).parent
_HTTPS = os.environ.get("CAPITULA_HTTPS") == "1"

HOME = site_home(os.environ)
SECRET_KEY = secret_key(HOME)
DEBUG = os.environ.get("CAPITULA_DEBUG") == "1"
ALLOWED_HOSTS = [
    name.strip()
    for name in os.environ.get("CAPITULA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    if name.strip()
]

INSTALLED_APPS: list[str] = []
DATABASES = {"default": database.sqlite(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOT_URLCONF = "capitula.web.urls"
WSGI_APPLICATION = "capitula.web.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "capitula.web.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "capitula.web.jinja.environment"},
    }
]

# The compiled files are served from where the package keeps them; their address carries a digest
# of their content, so a browser may keep them for a year.
STATIC_URL = "/static/"
STATIC_ROOT = _HERE / "static"
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = headers.CONTENT_POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = _HTTPS

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# Faults of the program go to standard error; a page not found is no fault of it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
