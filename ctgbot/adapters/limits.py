"""What reading one file may cost. Beyond it the file is rejected, with a code: a batch never waits for a bad file."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: `seconds` and, once the pages are counted, `seconds_per_page` for each. Sizes in bytes.

    `characters` of text given back: 10 million are 4 000 full pages. `files_per_process`: memory that a library does
    not give back goes with the process.
    """

    seconds: float = 60.0
    seconds_per_page: float = 2.0
    memory: int = 1536 * MEBIBYTE
    pages: int = 2_000
    file_size: int = 200 * MEBIBYTE
    characters: int = 10_000_000
    answer: int = 128 * MEBIBYTE
    files_per_process: int = 100

    def allowed(self, pages: int) -> float:
        """Seconds for a file of that many pages."""
        return self.seconds + self.seconds_per_page * min(pages, self.pages)
