"""Files that a page offers to keep."""

from __future__ import annotations

from django.http import HttpResponse

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(content: bytes | str, name: str, kind: str = EXCEL) -> HttpResponse:
    """Return a file to keep under a name; text is sent as UTF-8."""
    text = isinstance(content, str)
    body = content.encode() if isinstance(content, str) else content
    sent = HttpResponse(body, content_type=f"{kind}; charset=utf-8" if text else kind)
    sent["Content-Disposition"] = f'attachment; filename="{name}"'
    return sent
