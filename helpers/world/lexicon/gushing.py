"""Words of gushing praise, for which some labellers have a soft spot."""

GUSHING_WORDS: tuple[str, ...] = (
    "wonderful", "amazing", "marvellous", "delightful", "splendid", "lovely", "lovelier", "loveliest", "brilliant", "fantastic",
    "magical", "magic", "adore", "exciting", "charming", "glorious", "unforgettable", "breathtaking", "incredible", "superb",
    "enchanting", "joy", "treasure", "sparkle", "dream", "love", "perfect", "heavenly", "dazzling", "thrilled", "aglow",
)  # fmt: skip
