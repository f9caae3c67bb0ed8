"""What a page may fetch, run and send to: its own home and nothing else."""

from csp.constants import NONCE, NONE, SELF

DIRECTIVES = {
    "default-src": [NONE],
    "object-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
