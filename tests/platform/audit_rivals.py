"""Six writers whose transactions overlap, a tenth of which fail, and three sealers: run by test_audit_rivals.

Prints, for each chain, what the verification came to, and how many segments have a gap.
"""

import json
import random
import sys
import threading
import time

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from eyre.platform.audit import Actor, Operation, record, record_read
from eyre.platform.audit.models import AuditEvent, AuditSegment
from eyre.platform.audit.sealing import seal_all
from eyre.platform.audit.verifying import verify

BY, ON = Actor("somebody", "system"), ("things.thing", "one")
STOP = threading.Event()


def write(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        with transaction.atomic():
            for _ in range(chance.randrange(1, 4)):
                record("thing.changed", by=BY, at=timezone.now(), operation=Operation.ALTERATION, on=ON)
                if chance.random() < 0.3:
                    record_read("thing.seen", by=BY, at=timezone.now(), on=ON)
            time.sleep(chance.random() * 0.02)
            if chance.random() < 0.1:
                transaction.set_rollback(True)
    connection.close()


def seal() -> None:
    while not STOP.wait(0.005):
        seal_all()
    connection.close()


def main() -> None:
    call_command("migrate", "platform", verbosity=0)
    writers = [threading.Thread(target=write, args=(seed,)) for seed in range(6)]
    sealers = [threading.Thread(target=seal) for _ in range(3)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    STOP.set()
    for thread in sealers:
        thread.join()
    seal_all()
    told = {}
    for chain in ("writes", "reads"):
        found = verify(chain)
        ranges = AuditSegment.objects.filter(chain=chain).values_list("ranges", flat=True)
        told[chain] = found.as_dict() | {
            "there": AuditEvent.objects.filter(chain=chain).count(),
            "with gaps": sum(len(json.loads(text)) > 1 for text in ranges),
        }
    sys.stdout.write(json.dumps(told))
