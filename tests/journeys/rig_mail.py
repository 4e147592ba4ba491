# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Debian's aiosmtpd does with letters in a journey: takes them as they came, one
file each, and knows nobody whose name begins with "khong-co"."""
import time
from pathlib import Path


class Office:
    def __init__(self, folder):
        self.folder = Path(folder)

    @classmethod
    def from_cli(cls, parser, *args):
        return cls(args[0])

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("khong-co"):
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        name = f"{time.time_ns():020}"
        heads = f"X-Got-For: {','.join(envelope.rcpt_tos)}\r\nX-Got-From: {envelope.mail_from}\r\n"
        heads += f"X-Got-Tls: {'yes' if server.transport.get_extra_info('sslcontext') else 'no'}\r\n"
        part = self.folder / f"{name}.part"
        part.write_bytes(heads.encode() + envelope.original_content)
        part.rename(self.folder / f"{name}.eml")
        return "250 2.0.0 OK: taken"
