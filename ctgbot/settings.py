"""Every setting in one place: CTGBOT_* variables, then `ctgbot.toml`, then these defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """`index`: folder of the stores; `corpus`: where the app puts what is dropped in it;
    `embedding_model`: path or hub name of a sentence-transformers model, empty for the packaged one;
    `file_max_mb`: a heavier file is not read; `journal`: « off » keeps nothing of what is asked."""

    model_config = SettingsConfigDict(env_prefix="CTGBOT_", toml_file="ctgbot.toml", extra="ignore")

    index: Path = Path("index")
    corpus: Path = Path("corpus")
    embedding_model: str = ""
    model_cache: Path = Path.home() / ".cache" / "ctgbot"
    question_max_chars: int = 2_000
    file_max_mb: int = Field(default=200, gt=0)
    journal: bool = True

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))
