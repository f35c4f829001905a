"""The JSON in a request, whichever way it was sent."""

from email.parser import BytesParser

from app.sandbox.exchange.messages import NO_BODY, Answer, Exchange


def json_of(exchange: Exchange) -> object:
    """The body, or the part `payload_json` of a form; NO_BODY where there is no JSON."""
    content_type = exchange.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        return exchange.body
    raw = b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n" + exchange.content
    for part in BytesParser().parsebytes(raw).walk():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if name == "payload_json" and isinstance(payload, bytes):
            return Answer(200, payload).body
    return NO_BODY


def is_form(exchange: Exchange) -> bool:
    """A form: its fields beside `payload_json` are files, which no schema here describes."""
    return exchange.headers.get("content-type", "").startswith(
        ("multipart/form-data", "application/x-www-form-urlencoded")
    )
