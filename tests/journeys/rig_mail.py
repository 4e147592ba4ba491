# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Debian's aiosmtpd does with letters in a journey: takes them as they came, one
file each, knows nobody whose name begins with "khong-co", and where it was given a
name and a password lets nobody in without them."""
import asyncio
import json
import ssl
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


class Office:
    def __init__(self, folder, account):
        self.folder = Path(folder)
        self.account = account

    def put(self, ending, text):
        name = f"{time.time_ns():020}"
        part = self.folder / f"{name}.part"
        part.write_bytes(text)
        part.rename(self.folder / f"{name}.{ending}")

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("khong-co"):
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        heads = f"X-Got-For: {','.join(envelope.rcpt_tos)}\r\nX-Got-From: {envelope.mail_from}\r\n"
        heads += f"X-Got-Tls: {'yes' if server.transport.get_extra_info('sslcontext') else 'no'}\r\n"
        user = session.auth_data.login.decode() if session.authenticated else "nobody"
        heads += f"X-Got-User: {user}\r\n"
        self.put("eml", heads.encode() + envelope.original_content)
        return "250 2.0.0 OK: taken"

    # Each try is kept. A wrong one is told its password back, as careless servers do.
    def sign_in(self, server, session, envelope, mechanism, said):
        login, password = said.login.decode(), said.password.decode()
        covered = bool(server.transport.get_extra_info("sslcontext"))
        self.put("try", json.dumps({"login": login, "password": password, "tls": covered}).encode())
        if {"user": login, "password": password} == self.account:
            return AuthResult(success=True, auth_data=said)
        again = password.encode().decode("ascii", "ignore")
        return AuthResult(success=False, handled=False, message=f"535 5.7.8 Not with {again} as {login}")


def context_of(asked):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(asked["certificate"], asked["key"])
    return context


async def serve(asked):
    security, account = asked["security"], asked.get("account")
    office = Office(asked["folder"], account)

    def one():
        return SMTP(office, tls_context=context_of(asked) if security == "starttls" else None,
                    require_starttls=security == "starttls", auth_required=account is not None,
                    auth_require_tls=security == "starttls", authenticator=office.sign_in,
                    loop=asyncio.get_running_loop())

    server = await asyncio.get_running_loop().create_server(
        one, host="127.0.0.1", port=asked["port"], ssl=context_of(asked) if security == "tls" else None)
    await server.serve_forever()


asyncio.run(serve(json.loads(sys.argv[1])))
