"""What every request and every answer must satisfy: this machine only, and nothing loaded from elsewhere."""

from ipaddress import ip_address

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect

csrf = CSRFProtect()

#: No inline script or style, nothing from another host, no frame around us.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


def init_app(app: Flask) -> None:
    """Guard every request and mark every answer of *app*."""
    app.before_request(refuse_strangers)
    csrf.init_app(app)
    app.after_request(mark)


def refuse_strangers() -> None:
    """Refuse whoever is not on this machine: there are no passwords yet, so nobody else may come in.

    A proxy in front speaks from this machine for somebody elsewhere; it is refused, too.
    """
    forwarded = any(name in request.headers for name in _FORWARDED)
    if forwarded or not ip_address(request.remote_addr or "0.0.0.0").is_loopback:  # noqa: S104 - an address nobody comes from
        abort(403, "本系统仅供本机演示和单机使用，只能在运行它的电脑上打开。")


def mark(answer: Response) -> Response:
    """Set the headers of an answer; pages of cases are kept in no cache."""
    answer.headers.update(HEADERS)
    static = request.endpoint == "static"
    answer.headers["Cache-Control"] = "no-cache" if static else "no-store"
    return answer
