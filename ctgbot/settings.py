"""Every setting in one place: CTGBOT_* variables, then `ctgbot.toml`, then these defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
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
    llm_model: str = ""
    llm_provider: Literal["openai", "ollama", "mistralai"] = "openai"  # openai: any endpoint that speaks as it does
    llm_url: str = ""
    llm_key: SecretStr = SecretStr("")
    llm_connect_seconds: float = Field(default=5, gt=0)
    llm_first_token_seconds: float = Field(default=60, gt=0)
    llm_total_seconds: float = Field(default=120, gt=0)
    llm_retries: int = Field(default=2, ge=0, le=10)
    llm_context_tokens: int = Field(default=4_096, ge=512)
    llm_output_tokens: int = Field(default=600, ge=16)
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
