"""Words of clauses: verbs, their subjects and objects, and what stands between them."""

from __future__ import annotations


class ClauseWords:
    """Lists that the rules read who look for whom a verb is of."""

    own: frozenset[str]
    """Words by which whoever speaks means themselves, and whose words no reporter writes: "my mother said"."""
    manners: tuple[str, ...]
    """What a phrase begins with that tells how, where or to whom somebody said something: "in tears"."""
    years: frozenset[str]
    """What an age is counted in."""
    objects: frozenset[str]
    """Pronouns that are no subjects."""
    nobody: frozenset[str]
    """Words for nobody in particular beside a verb; in Italian those who "make it known" from a house."""
    cases: frozenset[str]
    """Determiners of other cases than the subject's."""
    by: frozenset[str]
    """Prepositions before whose a statement is."""
    all_of: frozenset[str]
    """Words between a preposition and a determiner: "a todos los partidos"."""
    said_at: frozenset[str]
    """Prepositions before the body of which it is said that it says something."""
    just_said: frozenset[str]
    """Nouns for what somebody has just said: "La question hante Thierry Blanchet"."""
    clitics: frozenset[str]
    """Pronouns between a comma and the verb."""
    proclitics: tuple[str, ...]
    """Pronouns right before a verb of what the narrator says inside somebody's words."""
    to_say: frozenset[str]
    """Infinitives of saying: "si limita a dire un portavoce"."""
    to_have: frozenset[str]
    """Infinitives before a participle: "pour avoir qualifié"."""
    which: frozenset[str]
    """Relative pronouns."""
    relative_pronouns: frozenset[str]
    """The same where they are written like articles, and the verb is the last word of their clause."""
    terse: frozenset[str]
    """What somebody is said to be whose words a colon announces: "fue escueto:"."""
    lets_know: frozenset[str]
    """Verbs before "to know": "fez saber que", "quis saber o juiz"."""
    before_predicates: frozenset[str]
    """Verbs before what the subject is."""
    copulas: frozenset[str]
    """Verbs between a description and whom it is of."""
    thus: frozenset[str]
    """Words of a sentence that looks back at what was said."""
    said_of_self: frozenset[str]
    """Participles of what somebody says of themselves: "si è detta «pronta»"."""
    contrasts: frozenset[str]
    """First words of sentences about somebody else than the one before."""
    article_pronouns: frozenset[str]
    """Articles that are pronouns before a verb."""
    like_verbs: frozenset[str]
    """Nouns that are written like a reporting verb."""
    shows: frozenset[str]
    """Verbs of how somebody shows themselves, beside a reflexive pronoun: "se mostró «preocupada»"."""
    sees: frozenset[str]
    """Verbs that report what stands right behind "a", "as" or "in": "sieht darin einen „ersten Schritt“"."""
    sees_in: frozenset[str]
    """Words behind such a verb: "vê no rapaz «um caso sério»"."""
    it_is_said: frozenset[str]
    """Verbs whose subject is nobody: "heißt es"."""
    with_words: frozenset[str]
    """Three words before what somebody says who does something at the same time."""
    not_their_words: frozenset[str]
    """Prepositions before somebody whose words do not follow: "sul rigore fallito da Nicolò Sforza:"."""
    said_by_nobody: frozenset[str]
    """Verbs that have nobody as their subject behind "si"; others are reflexive: "si sfoga"."""
    for_whom: frozenset[str]
    """Prepositions before whom somebody's first words are for: "Le prime parole sono per la figlia:"."""
    does: frozenset[str]
    """First words of a passage that tells what its subject does."""
    meanwhile: frozenset[str]
    """Words between a subject and what it does."""
    agents: frozenset[str]
    """Prepositions behind a participle, before who did it."""
    also: frozenset[str]
    """Words between "and" and a verb."""
    befalls: frozenset[str]
    """Verbs of what seems or happens to somebody, with no pronoun beside them: "a Marta piace"."""
    to_whom: frozenset[str]
    """Prepositions before whoever gets something: "the last word to the accused"."""
    to_them: frozenset[str]
    """Pronouns for whoever gets something, which may stand beside the noun."""
    times: frozenset[str]
    """Nouns for when something is, which say nothing: "ha detto la settimana scorsa"."""
    meantime: frozenset[str]
    """Conjunctions behind a verb of speech that open a clause about somebody else: "dice, mientras Ana entra"."""
    past_endings: tuple[str, ...]
    """Endings of what somebody did or used to do, which few other words have."""
    not_reporting: frozenset[str]
    """Words that end like a German verb of reported speech and are none."""
    retelling: frozenset[str]
    """Pronouns before a verb that only reports, at a sentence's end."""
