"""A small OpenID Connect provider on loopback, which answers as a test tells it to, rightly or wrongly."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "eyre", "a-secret-of-the-client"
KID = "key-of-today"


@dataclass
class Provider:
    """What it says. `claims` are laid over those of a good id token; None takes one out."""

    address: str = ""
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    other_key: Any = None
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    nonce: str = ""
    challenge: str = ""
    tokens: int = 0

    def good_claims(self) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "subject-1",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "email": "lead@eyre.example",
            "email_verified": True,
        }

    def id_token(self) -> str:
        claims = {
            name: value for name, value in (self.good_claims() | self.claims).items() if value is not None
        }
        if self.algorithm == "none":
            return str(jwt.encode(claims, None, "none", headers={"kid": KID}))
        if self.algorithm == "HS256":
            # The trick of signing with what everybody knows: the public key's own number
            return str(jwt.encode(claims, self.public()["n"], "HS256", headers={"kid": KID}))
        return str(jwt.encode(claims, self.other_key or self.key, self.algorithm, headers={"kid": KID}))

    def public(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return made | {"kid": KID, "alg": "RS256", "use": "sig"}

    def let_in(self, asked: dict[str, str]) -> str:
        """The way back for a browser: whoever comes is signed in here already."""
        self.nonce, self.challenge = asked["nonce"], asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'state': asked['state'], 'code': 'once'})}"

    def answer(self, path: str, body: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if path == "/.well-known/openid-configuration":
            return 200, self.configuration()
        if path == "/keys":
            return 200, {"keys": [self.public()]}
        if path == "/userinfo":
            return 200, {"sub": "subject-1"} | self.userinfo
        if path == "/token":
            return self.token(body)
        return 404, {}

    def configuration(self) -> dict[str, Any]:
        said = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorise",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }
        return said | self.config

    def token(self, body: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A token, for whoever knows the verifier of the challenge (PKCE) and the client's secret."""
        self.tokens += 1
        verifier = body.get("code_verifier", "")
        made = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if made != self.challenge or body.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": self.id_token()}


@contextmanager
def running_provider() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def respond(self, body: dict[str, str]) -> None:
            status, said = provider.answer(urlsplit(self.path).path, body)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path != "/authorise":
                return self.respond({})
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", provider.let_in(asked))
            return self.end_headers()

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.respond({name: values[0] for name, values in parse_qs(sent).items()})

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
