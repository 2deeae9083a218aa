"""Is every act written down, in the one form, and can nothing written down be changed?"""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from eyre.platform.audit import Actor, Operation, OutsideTransaction, record, record_read
from eyre.platform.audit.models import AuditEvent, AuditSegment
from eyre.platform.audit.plain import canonical, plain_id, plain_words

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADA = Actor("3f0c5c1e-0000-4000-8000-000000000001", "administrator", "192.0.2.7")
TABLES = {AuditEvent: "platform_auditevent", AuditSegment: "platform_auditsegment"}


def given_role(**other: object) -> AuditEvent:
    told = {"by": ADA, "at": NOON, "operation": Operation.ALTERATION, "on": ("people.person", "b0")} | other
    return record("role.given", **told)  # type: ignore[arg-type]


def sealed() -> AuditSegment:
    return AuditSegment.objects.create(
        chain="writes", number=1, ranges="[[1,1]]", count=1, leaves=b"0" * 32,
        sealed_to=1, previous_head="0" * 64, head="1" * 64, sealed_at=NOON,
    )  # fmt: skip


@pytest.mark.django_db
def test_an_act_says_who_as_what_when_what_on_what() -> None:
    event = given_role(
        before={"role": None}, after={"role": "auditor", "ids": ["b", "a"], "n": 2, "ok": True}
    )
    event.refresh_from_db()
    assert (event.chain, event.at, event.actor, event.role, event.origin) == (
        "writes", NOON, ADA.id, "administrator", "192.0.2.7",
    )  # fmt: skip
    assert (event.action, event.operation, event.subject_kind, event.subject_id) == (
        "role.given", "alteration", "people.person", "b0",
    )  # fmt: skip
    assert event.before == '{"role":null}'
    assert event.after == '{"ids":["b","a"],"n":2,"ok":true,"role":"auditor"}'
    assert "role.given on people.person b0" in str(event)


@pytest.mark.django_db
def test_a_moment_is_kept_in_utc() -> None:
    summer = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert given_role(at=summer).at.isoformat() == "2026-06-30T23:30:00+00:00"
    with pytest.raises(ValueError, match="has a zone"):
        given_role(at=datetime(2026, 7, 1))  # noqa: DTZ001  the point of the test


@pytest.mark.django_db
def test_a_thing_is_named_by_its_table_and_key() -> None:
    event = given_role(on=sealed())
    assert (event.subject_kind, event.subject_id) == (
        "platform.auditsegment",
        str(AuditSegment.objects.get().pk),
    )
    with pytest.raises(ValueError, match="not saved yet"):
        given_role(on=AuditSegment())


@pytest.mark.django_db
def test_a_reading_stands_in_a_chain_of_its_own() -> None:
    event = record_read(
        "inspection.seen", by=ADA, at=NOON, on=("inspections.inspection", "x"), after={"view": "sheet"}
    )
    assert (event.chain, event.operation, event.after) == ("reads", "consultation", '{"view":"sheet"}')


@pytest.mark.django_db(transaction=True)
def test_an_act_is_recorded_inside_its_transaction_or_not_at_all() -> None:
    with pytest.raises(OutsideTransaction, match=r"role\.given is recorded outside a transaction"):
        given_role()
    record_read("inspection.seen", by=ADA, at=NOON, on=("inspections.inspection", "x"))
    with transaction.atomic():
        given_role()
        transaction.set_rollback(True)
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["inspection.seen"]


FREE_TEXT = [
    {"after": {"note": "She was late"}},
    {"after": {"note": "a" * 129}},
    {"after": {"mail": "ada@example.org"}},
    {"after": {"line": "one\ntwo"}},
    {"after": {"line": "one\r"}},
    {"after": {"text": "\u202eoga"}},
    {"after": {"text": "zero\u200bwidth"}},
    {"after": {"share": 0.5}},
    {"after": {"nested": {"a": 1}}},
    {"after": {"nested": [["a"]]}},
    {"after": {"A name": 1}},
    {"after": {"many": ["x" * 100] * 300}},
    {"on": ("people.person", "ada@example.org")},
    {"on": ("people.person", "a b")},
    {"on": ("people person", "a")},
    {"on": ("people.person", "a" * 201)},
    {"purpose": "one\ntwo"},
    {"purpose": "a" * 201},
]


@pytest.mark.django_db
@pytest.mark.parametrize("told", FREE_TEXT, ids=lambda told: str(told)[:40])
def test_free_text_is_refused_and_not_repeated(told: dict[str, object]) -> None:
    with pytest.raises(ValueError) as refused:
        given_role(**told)
    assert "late" not in str(refused.value)
    assert "ada@" not in str(refused.value)
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "action", ["given", "Role.given", "role given", "role.given.again", "", "role.given\n"]
)
def test_an_act_is_named_by_a_thing_and_what_happened(action: str) -> None:
    with pytest.raises(ValueError, match="no name of an act"):
        record(action, by=ADA, at=NOON, operation=Operation.ALTERATION, on=("a", "b"))


@pytest.mark.parametrize(
    "told",
    [("ada@example.org", "x"), ("a\nb", "x"), ("a", "two words"), ("a", "x", "1.2.3.4\n"), ("a" * 101, "")],
)
def test_an_actor_cannot_forge_a_line(told: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        Actor(*told)


def test_a_command_acts_for_the_system() -> None:
    assert Actor.of_command("eyre load") == Actor("eyre load", "system")
    assert Actor("", "") == Actor("", "", "")


@given(st.text(max_size=300))
def test_what_is_taken_is_one_line_of_what_can_be_seen(text: str) -> None:
    try:
        taken = plain_words("it", text, 200)
    except ValueError:
        assert len(text) > 200 or any(not letter.isprintable() for letter in text)
        return
    assert taken == text
    assert len(taken.splitlines()) <= 1


SCALARS = st.none() | st.booleans() | st.integers() | st.from_regex(r"[a-z0-9.:-]{0,40}", fullmatch=True)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)


@given(st.dictionaries(NAMES, SCALARS | st.lists(SCALARS, max_size=5), max_size=5), st.randoms())
def test_equal_ids_have_one_form(ids: dict[str, object], chance: object) -> None:
    turned = list(ids.items())
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert canonical(dict(turned)) == canonical(ids)  # type: ignore[arg-type]
    assert canonical(ids).isascii()  # type: ignore[arg-type]
    assert " " not in canonical(ids)  # type: ignore[arg-type]
    assert canonical(None) == ""


def test_an_id_may_be_in_any_alphabet() -> None:
    assert plain_id("it", "llandudno-ŵ") == "llandudno-ŵ"
    assert canonical({"slug": "ŵ"}) == '{"slug":"\\u0175"}'


@pytest.mark.django_db
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "sql",
    ["UPDATE {0} SET chain = 'reads'", "DELETE FROM {0}", "DELETE FROM {0} WHERE id = 0 OR chain <> ''"],
)
def test_the_database_refuses_to_change_or_delete(model: type[AuditEvent | AuditSegment], sql: str) -> None:
    given_role()
    sealed()
    before = list(model.objects.values())
    with (
        pytest.raises(DatabaseError, match="audit_rows_never_change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(TABLES[model]))
    assert list(model.objects.values()) == before


@pytest.mark.django_db
@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_nothing_is_emptied_or_replaced_at_a_blow(model: type[AuditEvent | AuditSegment]) -> None:
    row = given_role() if model is AuditEvent else sealed()
    table = TABLES[model]
    columns = ", ".join(f.column for f in model._meta.concrete_fields)
    blow = {
        "sqlite": f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {row.pk}",
        "postgresql": f"TRUNCATE {table} CASCADE",
    }[connection.vendor]
    with (
        pytest.raises(DatabaseError, match="audit_rows_never_change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(blow)
    assert model.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    [
        (AuditEvent, {"chain": "other"}, "audit_event_chain_is_known"),
        (AuditEvent, {"operation": "other"}, "audit_event_operation_is_known"),
        (AuditSegment, {"chain": "other"}, "audit_segment_chain_is_known"),
        (AuditSegment, {"count": 0}, "audit_segment_holds_rows"),
    ],
)
def test_promises_of_the_log(
    model: type[AuditEvent | AuditSegment], change: dict[str, object], constraint: str
) -> None:
    row = given_role() if model is AuditEvent else sealed()
    values = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if f.attname != "id"}
    if model is AuditSegment:
        values["number"] = 2
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**values | change)


@pytest.mark.django_db
def test_a_chain_cannot_fork() -> None:
    sealed()
    with pytest.raises(DatabaseError), transaction.atomic():
        sealed()
    assert AuditSegment.objects.count() == 1
