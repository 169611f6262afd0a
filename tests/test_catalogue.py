"""The real SQLite catalogue."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from samples import convention, entry, files_with
from sqlalchemy import Engine, event
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from ctgbot.adapters.catalogue import SqlCatalogue
from ctgbot.adapters.catalogue_tables import TABLES
from ctgbot.errors import CtgbotError, IndexBusy, IndexMismatch, UnknownDocument
from ctgbot.model import Correction, PageSpan, Period, Signataire

LYS = entry("lys", convention("Lys"))
POSTGRESQL = PGDialect()  # type: ignore[no-untyped-call]
ROUBAIX = entry("roubaix", convention("Roubaix", 3))


@pytest.fixture
def catalogue(tmp_path: Path) -> SqlCatalogue:
    return SqlCatalogue.in_folder(tmp_path)


def test_a_new_catalogue_is_empty(catalogue: SqlCatalogue) -> None:
    assert catalogue.cards() == ()
    assert catalogue.generation() == 0
    assert catalogue.fingerprint() == ""
    assert not catalogue.is_pending()


def test_what_is_saved_is_read_back_whole_by_another_handle(catalogue: SqlCatalogue, tmp_path: Path) -> None:
    pages = (PageSpan(1, 0, 40), PageSpan(2, 40, len(LYS.document.text), "ocr", 93.5))
    saved = replace(LYS, document=replace(LYS.document, pages=pages))
    catalogue.save_all([saved, ROUBAIX])
    other = SqlCatalogue.in_folder(tmp_path)
    assert other.document("lys") == saved.document
    assert other.cards() == (LYS.document.card, ROUBAIX.document.card)
    assert other.passages_of("lys") == LYS.passages
    assert other.readings() == {"lys": LYS.reading, "roubaix": ROUBAIX.reading}


def test_passages_come_in_the_order_of_the_ids_and_unknown_ones_are_left_out(catalogue: SqlCatalogue) -> None:
    catalogue.save_all([LYS, ROUBAIX])
    last, first = ROUBAIX.passages[-1], LYS.passages[0]
    assert list(catalogue.passages([last.id, "unknown", first.id, last.id]).values()) == [last, first]
    everything = [passage.id for passage in (*LYS.passages, *ROUBAIX.passages)]
    assert len(catalogue.passages([*everything, *(f"no-{i}" for i in range(2_000))])) == len(everything)


def test_a_passage_is_a_slice_even_after_characters_outside_the_basic_plane(catalogue: SqlCatalogue) -> None:
    odd = entry("odd", "🙂 œuvre é\u0301 𝒳\n" + convention("Lys"))
    catalogue.save_all([odd])
    assert tuple(catalogue.passages(passage.id for passage in odd.passages).values()) == odd.passages


def test_placements_follow_the_documents_and_their_text(catalogue: SqlCatalogue) -> None:
    catalogue.save_all([ROUBAIX, LYS])
    placements = catalogue.placements()
    assert [p.passage_id for p in placements] == [p.id for p in (*LYS.passages, *ROUBAIX.passages)]
    assert [p.vector_key for p in placements] == [*LYS.vector_keys, *ROUBAIX.vector_keys]
    assert [p.section_id for p in placements] == [p.section_id for p in (*LYS.passages, *ROUBAIX.passages)]


def test_saving_again_replaces_and_the_generation_grows(catalogue: SqlCatalogue) -> None:
    catalogue.save_all([LYS])
    changed = entry("lys", convention("Lys", 9))
    catalogue.save_all([changed])
    assert catalogue.generation() == 2
    assert catalogue.document("lys").text == changed.document.text
    assert catalogue.passages_of("lys") == changed.passages
    assert catalogue.passages([LYS.passages[-1].id]) == {}


def test_a_batch_that_fails_leaves_nothing(catalogue: SqlCatalogue) -> None:
    stolen = replace(ROUBAIX, passages=LYS.passages, vector_keys=LYS.vector_keys)
    with pytest.raises(IntegrityError):
        catalogue.save_all([LYS, stolen])
    assert catalogue.cards() == ()
    assert catalogue.generation() == 0


def test_a_deleted_document_takes_its_sections_and_passages_with_it(catalogue: SqlCatalogue, tmp_path: Path) -> None:
    catalogue.save_all([LYS, ROUBAIX])
    catalogue.delete("lys")
    assert [card.id for card in catalogue.cards()] == ["roubaix"]
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        for table in ("sections", "passages"):
            assert {row[0] for row in connection.execute(f"SELECT document_id FROM {table}")} == {"roubaix"}  # noqa: S608
    connection.close()
    with pytest.raises(UnknownDocument, match="lys"):
        catalogue.delete("lys")
    with pytest.raises(UnknownDocument, match="lys"):
        catalogue.document("lys")


def test_no_byte_of_a_deleted_text_is_left_after_scrubbing(catalogue: SqlCatalogue, tmp_path: Path) -> None:
    named = "Mme Zéphirine Quatrepoint, 12 rue des Acacias"
    catalogue.save_all([LYS, entry("secret", convention("Lys") + named)])
    assert files_with(tmp_path, [named])
    catalogue.delete("secret")
    catalogue.scrub()
    assert files_with(tmp_path, [named]) == []
    assert catalogue.document("lys") == LYS.document


def test_a_reader_is_not_kept_waiting_by_a_writer_and_sees_the_old_state(
    catalogue: SqlCatalogue, tmp_path: Path
) -> None:
    catalogue.save_all([LYS])
    writer = sqlite3.connect(tmp_path / "catalogue.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM documents")
    assert catalogue.document("lys") == LYS.document
    writer.execute("ROLLBACK")
    writer.close()


def test_a_document_is_read_in_one_state_while_another_process_replaces_it(
    catalogue: SqlCatalogue, tmp_path: Path
) -> None:
    """`save_all` runs between the two reads of `document`, from another handle."""
    catalogue.save_all([LYS])
    changed = entry("lys", convention("Lys", 9) + "\nARTICLE 3 – SUITE\nUn article de plus.\n")
    writer = SqlCatalogue.in_folder(tmp_path)
    seen: list[str] = []

    def replace_it(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM sections" in statement and not seen:
            seen.append(statement)
            writer.save_all([changed])

    event.listen(Engine, "before_cursor_execute", replace_it)
    document = catalogue.document("lys")
    event.remove(Engine, "before_cursor_execute", replace_it)
    assert seen
    assert document == LYS.document
    assert catalogue.document("lys") == changed.document


def test_a_file_that_is_no_database_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(IndexMismatch, match=r"illisible.*ctgbot ingest"):
        SqlCatalogue.in_folder(tmp_path).cards()


def test_a_database_of_another_version_is_said_in_french(catalogue: SqlCatalogue, tmp_path: Path) -> None:
    catalogue.save_all([LYS])
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite")
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    with pytest.raises(IndexMismatch, match=r"autre version.*ctgbot ingest"):
        SqlCatalogue.in_folder(tmp_path).cards()


def test_a_locked_database_is_said_in_french(catalogue: SqlCatalogue, tmp_path: Path) -> None:
    catalogue.save_all([LYS])
    writer = sqlite3.connect(tmp_path / "catalogue.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    impatient = SqlCatalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}", patience=0.1)
    with pytest.raises(IndexBusy, match="Recommencez"):
        impatient.delete("lys")
    writer.execute("ROLLBACK")
    writer.close()


def test_an_index_folder_that_cannot_be_made_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CtgbotError, match="CTGBOT_INDEX"):
        SqlCatalogue.in_folder(tmp_path / "file" / "index").cards()


def test_the_tables_are_said_in_postgresql_as_well() -> None:
    said = [str(CreateTable(table).compile(dialect=POSTGRESQL)) for table in TABLES.sorted_tables]
    assert sorted(line.split()[2] for line in said) == [
        "clauses",
        "corrections",
        "documents",
        "meta",
        "passages",
        "sections",
        "set_aside",
    ]


def test_a_correction_outlives_a_new_reading_and_goes_with_the_document(catalogue: SqlCatalogue) -> None:
    signataire = Signataire("Caf de la Verle", "Madame Ode", "directrice")
    put_right = Correction(territoire="Verlac", periode=Period(2024, 2028), signataires=(signataire,))
    catalogue.save_all([LYS])
    catalogue.set_correction("lys", put_right)
    catalogue.save_all([LYS])
    assert catalogue.correction("lys") == put_right
    catalogue.delete("lys")
    assert catalogue.correction("lys") == Correction()
