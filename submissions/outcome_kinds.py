"""What each kind of outcome counts as. A table: nothing is a success because somebody hopes so."""

from submissions.statuses import OutcomeKind as K

# The government that was asked did what it was asked for, or as much: the numerator of "acted on".
ACTED_ON = frozenset({K.LISTED_SAME_PROGRAMME, K.LISTED_OTHER_PROGRAMME, K.LISTED_OTHER_AUTHORITY, K.VISA_BAN_PUBLIC})
# The subject is on that government's list, and nothing is claimed for it.
LISTED_WITHOUT_CLAIM = frozenset({K.LISTED_BEFORE_SENDING, K.LISTED_ORDER_UNKNOWN})
LISTED = ACTED_ON | LISTED_WITHOUT_CLAIM
# Near what was asked for, told apart and never counted as acted on.
NEAR = frozenset({K.BODY_INSTEAD, K.PERSON_INSTEAD, K.ASSOCIATE, K.SUPERIOR, K.LISTED_ELSEWHERE, K.VISA_BAN_UNNAMED})
# What became of a listing later.
AFTERWARDS = frozenset({K.AMENDED, K.REASONS_EXPANDED, K.DELISTED, K.RENEWED, K.URGENT_LAPSED})
# An answer, and what happened in the world.
OTHERWISE = frozenset({K.DECLINED, K.PARLIAMENTARY_REPLY, K.LAW_ENFORCEMENT, K.OTHER_EFFECT, K.NEGATIVE_EFFECT})
# What a person may write down from a source. A listing of the subject itself is judged on its entry.
BY_HAND = (NEAR - {K.LISTED_ELSEWHERE}) | AFTERWARDS | OTHERWISE | {K.VISA_BAN_PUBLIC}

GROUPS = {"acted_on": ACTED_ON, "no_claim": LISTED_WITHOUT_CLAIM, "near": NEAR, "afterwards": AFTERWARDS, "otherwise": OTHERWISE}


def government_of(slug: str) -> str:
    """The government whose list this is: the first part of its slug."""
    return slug.partition("-")[0]
