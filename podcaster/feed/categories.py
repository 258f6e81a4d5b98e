"""What directories know: Apple's categories, and which codes of languages they take."""

from __future__ import annotations

from podcaster.languages import CODES

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism",
        "Christianity",
        "Hinduism",
        "Islam",
        "Judaism",
        "Religion",
        "Spirituality",
    ),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}
"""Apple Podcasts categories, as of 2019, with their subcategories."""

SEPARATOR = " > "
"""Between a category and its subcategory in the settings: "Society & Culture > Documentary"."""


def split_category(text: str) -> tuple[str, str]:
    """A category of the settings as category and subcategory; the latter empty when there is none."""
    category, _, subcategory = text.partition(SEPARATOR.strip())
    return category.strip(), subcategory.strip()


def known_categories() -> list[str]:
    """All categories, written as in the settings."""
    return [
        name
        for category, subcategories in CATEGORIES.items()
        for name in (category, *(f"{category}{SEPARATOR}{sub}" for sub in subcategories))
    ]


def is_language(code: str) -> bool:
    """Whether feeds take a language code: two letters of ISO 639-1, with or without a region or script behind."""
    first, *rest = code.split("-")
    return first.lower() in CODES and all(part.isalnum() and 2 <= len(part) <= 8 for part in rest)
