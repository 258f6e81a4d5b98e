"""The cast: a voice for every role, and the registry that keeps a person's voice from episode to episode."""

from podcaster.cast.choose import choose_cast, new_people
from podcaster.cast.load import cast_and_register, load_pool, preview_cast, role_pools, silent_engines, strange_voices
from podcaster.cast.pool import Pool, PoolVoice, distance, read_pool
from podcaster.cast.registry import Registry, Regular, hold_registry, read_registry

__all__ = [
    "Pool",
    "PoolVoice",
    "Registry",
    "Regular",
    "cast_and_register",
    "choose_cast",
    "distance",
    "hold_registry",
    "load_pool",
    "new_people",
    "preview_cast",
    "read_pool",
    "read_registry",
    "role_pools",
    "silent_engines",
    "strange_voices",
]
