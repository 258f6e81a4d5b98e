"""The closed word classes and word lists that reading an article takes: who can speak, and with which verbs.

The lists are general English, kept small on purpose: a word that is missing is met by the shape of its phrase.
"""

from __future__ import annotations

PRONOUNS = {
    "he": "male", "she": "female", "they": "plural", "it": "neuter", "i": "first", "we": "first plural",
    "him": "male", "her": "female", "them": "plural", "himself": "male", "herself": "female",
    "his": "male", "hers": "female", "their": "plural", "its": "neuter", "my": "first", "our": "first plural",
    "me": "first", "us": "first plural",
}  # fmt: skip
"""Personal pronouns, and what they show about whom they stand for."""

SUBJECT_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "some", "many", "several", "few", "most", "both", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "another", "other", "others", "all", "any", "each", "every", "no", "various", "numerous", "dozens", "hundreds", "thousands"]
)
INDEFINITE = frozenset(["a", "an", "one", "some", "many", "several", "few", "most", "another", "two", "three", "four", "five", "various", "numerous"])
PREPOSITIONS = frozenset(
    ["of", "in", "to", "for", "with", "on", "at", "from", "by", "about", "as", "into", "through", "after", "over", "between", "out", "against", "during", "without", "before", "under", "around", "among", "since", "until", "per", "via", "near", "toward", "towards", "upon", "within", "behind", "beyond", "despite", "amid", "across", "along", "besides", "beside", "beneath", "above", "below", "inside", "outside", "off", "onto", "throughout", "unlike", "like", "regarding", "concerning", "including"]
)
SUBORDINATORS = frozenset(
    ["that", "if", "because", "while", "although", "though", "when", "whenever", "whether", "since", "as", "unless", "until", "after", "before", "where", "once", "whereas", "why", "how", "what", "so", "than"]
)
CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "nor", "then"})
AUXILIARIES = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "'s", "'ve", "'d", "'ll", "'re", "'m", "’s", "’ve", "’d", "’ll", "’re", "’m", "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "don't", "doesn't", "didn't", "won't", "wouldn't", "couldn't", "can't", "shouldn't", "isn’t", "aren’t", "wasn’t", "weren’t", "hasn’t", "haven’t", "hadn’t", "don’t", "doesn’t", "didn’t", "won’t", "wouldn’t", "couldn’t", "can’t", "shouldn’t", "got", "gets"]
)
ADVERBS = frozenset(
    ["also", "then", "later", "once", "again", "often", "never", "always", "still", "just", "even", "now", "soon", "ever", "not", "twice", "first", "already", "only", "further", "however", "therefore", "instead", "perhaps", "maybe", "meanwhile", "nevertheless", "nonetheless", "too", "well", "here", "there", "today", "yesterday", "tomorrow", "tonight", "long", "back", "afterwards", "afterward", "moreover", "all", "both", "apparently", "reportedly", "though"]
)
TIMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "spring", "summer", "autumn", "fall", "winter", "christmas", "easter", "thanksgiving", "ramadan", "diwali"]
)

SAY = frozenset(["say", "tell", "add", "ask", "reply", "respond", "write", "tweet", "note", "explain", "state", "continue"])
"""The verbs that hardly ever do anything but report."""

SPEAK = frozenset(
    ["acknowledge", "admit", "advise", "affirm", "agree", "allege", "announce", "answer", "argue", "assert", "assure", "begin", "beg", "boast", "brag", "caution", "charge", "chide", "chime", "claim", "clarify", "comment", "complain", "concede", "conclude", "confess", "confide", "confirm", "contend", "counter", "cry", "caption", "declare", "decree", "deadpan", "demand", "deny", "disclose", "elaborate", "email", "emphasise", "emphasize", "enthuse", "exclaim", "exhort", "explode", "fume", "gush", "groan", "grumble", "hint", "implore", "inform", "insist", "instruct", "interject", "interrupt", "intone", "joke", "lament", "laugh", "maintain", "message", "mumble", "murmur", "muse", "mutter", "object", "observe", "offer", "opine", "order", "plead", "pledge", "point", "post", "pray", "predict", "proclaim", "promise", "pronounce", "propose", "protest", "query", "question", "quip", "quote", "read", "reaffirm", "reason", "reassure", "recall", "recount", "recite", "reckon", "recommend", "reflect", "reiterate", "rejoin", "relate", "remark", "remember", "remind", "repeat", "report", "retort", "retweet", "reveal", "roar", "scoff", "scold", "scream", "shout", "shriek", "sigh", "signal", "snap", "sneer", "speculate", "stress", "stipulate", "submit", "suggest", "summarise", "summarize", "swear", "tease", "testify", "text", "thunder", "threaten", "urge", "utter", "volunteer", "vow", "wail", "warn", "whisper", "wonder", "yell", "conceded", "chuckle", "grin", "smile", "go", "share", "sing", "spell", "chant", "decide", "imply", "find", "boom", "echo", "cite", "sum", "put", "pen", "phrase", "describe", "explained", "speak", "think", "believe", "feel", "hope", "expect", "fear", "figure", "guess", "interpose", "estimate", "forecast", "caution", "stipulate", "rule", "hold", "determine"]
)
"""Other verbs that can introduce words of their subject."""

CALL = frozenset(
    ["call", "describe", "label", "dub", "brand", "term", "refer", "characterise", "characterize", "denounce", "condemn", "criticise", "criticize", "blast", "slam", "praise", "hail", "welcome", "tout", "accuse", "blame", "deride", "dismiss", "decry", "deem", "cast", "portray", "depict", "liken", "rate", "mock", "ridicule", "thank", "credit", "defend", "reject", "salute", "applaud", "bemoan", "attack", "brand", "bill", "pan", "rail", "rip", "insult", "berate", "promise", "offer", "urge", "cheer", "compliment", "commend", "admonish", "rebuke", "lambast", "lambaste", "pillory", "skewer", "cast", "declare", "consider", "judge", "name", "coin", "identify", "liken", "compare", "express", "voice", "stress", "highlight", "underline", "underscore", "lament", "predict", "demand", "propose", "champion", "mention", "invoke", "use", "want", "seek", "pledge", "acknowledge", "note", "see", "view", "regard", "warn"]
)
"""Verbs that take a few quoted words into their own sentence: "called it a ...", "criticised the ..."."""

IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "begin": "begins began begun beginning", "speak": "speaks spoke spoken speaking",
    "think": "thinks thought thinking", "feel": "feels felt feeling", "go": "goes went gone going",
    "put": "puts put putting", "read": "reads read reading", "sing": "sings sang sung singing",
    "find": "finds found finding", "swear": "swears swore sworn swearing", "hold": "holds held holding",
    "see": "sees saw seen seeing", "cast": "casts cast casting", "seek": "seeks sought seeking",
    "make": "makes made making", "take": "takes took taken taking", "give": "gives gave given giving",
    "get": "gets got gotten getting", "come": "comes came coming", "know": "knows knew known knowing",
    "become": "becomes became becoming", "leave": "leaves left leaving", "bring": "brings brought bringing",
    "hear": "hears heard hearing", "meet": "meets met meeting", "run": "runs ran running", "win": "wins won winning",
    "lose": "loses lost losing", "pay": "pays paid paying", "send": "sends sent sending", "sit": "sits sat sitting",
    "stand": "stands stood standing", "lead": "leads led leading", "grow": "grows grew grown growing",
    "fall": "falls fell fallen falling", "rise": "rises rose risen rising", "build": "builds built building",
    "buy": "buys bought buying", "break": "breaks broke broken breaking", "drive": "drives drove driven driving",
    "spend": "spends spent spending", "cut": "cuts cut cutting", "hit": "hits hit hitting", "let": "lets let letting",
    "set": "sets set setting", "show": "shows showed shown showing", "keep": "keeps kept keeping",
    "draw": "draws drew drawn drawing", "fight": "fights fought fighting", "teach": "teaches taught teaching",
    "catch": "catches caught catching", "choose": "chooses chose chosen choosing", "eat": "eats ate eaten eating",
    "sell": "sells sold selling", "throw": "throws threw thrown throwing", "wear": "wears wore worn wearing",
    "beat": "beats beat beaten beating", "shake": "shakes shook shaken shaking", "hide": "hides hid hidden hiding",
    "fly": "flies flew flown flying", "strike": "strikes struck striking", "spread": "spreads spread spreading",
}  # fmt: skip
"""Verbs whose forms no rule gives."""

COMMON = frozenset(
    ["accept", "act", "agree", "aim", "allow", "appeal", "appear", "apply", "appoint", "approach", "argue", "arrive", "ask", "attempt", "attend", "avoid", "back", "ban", "base", "block", "campaign", "carry", "cause", "change", "claim", "close", "collect", "compete", "complete", "concern", "consider", "contain", "contribute", "cover", "create", "cross", "deal", "decline", "defeat", "deliver", "deserve", "develop", "die", "discuss", "donate", "earn", "embrace", "emerge", "enable", "encourage", "end", "endorse", "engage", "enjoy", "ensure", "enter", "exist", "experience", "express", "face", "fail", "favor", "favour", "file", "finish", "focus", "follow", "force", "gain", "greet", "handle", "happen", "head", "heap", "help", "hire", "host", "ignore", "improve", "include", "increase", "inspire", "intend", "invite", "involve", "issue", "join", "jump", "kick", "kill", "last", "launch", "learn", "like", "list", "listen", "live", "look", "love", "manage", "mark", "marry", "matter", "miss", "move", "need", "oppose", "organise", "organize", "own", "pass", "perform", "place", "plan", "play", "pose", "prefer", "prepare", "present", "press", "prevent", "produce", "promote", "protect", "prove", "provide", "publish", "pull", "push", "raise", "reach", "realise", "realize", "receive", "refuse", "regret", "release", "remain", "remove", "represent", "request", "require", "resign", "respond", "retire", "return", "review", "score", "serve", "share", "shift", "sign", "spark", "start", "stay", "step", "stop", "struggle", "suffer", "support", "suspect", "talk", "target", "test", "trail", "train", "travel", "treat", "trust", "try", "turn", "understand", "unveil", "use", "visit", "vote", "wait", "walk", "watch", "weigh", "work", "worry", "ease", "appreciate", "announce", "double", "tend", "long"]
)
"""Frequent verbs that do not report, so that a clause can be seen."""


def forms(base: str) -> tuple[str, ...]:
    """The inflected forms of a verb, itself first."""
    if base in IRREGULAR:
        return (base, *IRREGULAR[base].split())
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return (base, base + "es", base + "ed", base + "ing")
    if base in DOUBLING:
        return (base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing")
    return (base, base + "s", base + "ed", base + "ing")


DOUBLING = frozenset({"admit", "submit", "quip", "rip", "slam", "dub", "brag", "beg", "plan", "stop", "chat", "ban",
                      "hum", "refer", "pan", "step", "compel", "grin", "tap", "concur", "rebut", "snap"})  # fmt: skip


def _inflect() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    classes = (("common", COMMON | IRREGULAR.keys()), ("call", CALL), ("speak", SPEAK), ("say", SAY))
    for kind, bases in classes:
        for base in bases:
            for form in forms(base):
                table[form] = (base, kind)
    table["quipped"], table["chimed"], table["reading"] = ("quip", "speak"), ("chime", "speak"), ("read", "speak")
    return table


VERBS = _inflect()
"""Form of a verb -> its base, and how it reports: "say", "speak", "call", or "common" when it does not."""

HONORIFICS = {
    "mr": "male", "mrs": "female", "ms": "female", "miss": "female", "sir": "male", "lord": "male", "lady": "female",
    "dame": "female", "king": "male", "queen": "female", "prince": "male", "princess": "female", "pope": "male",
    "father": "male", "sister": "female", "brother": "male", "mother": "female", "duke": "male", "duchess": "female",
    "baroness": "female", "baron": "male", "monsieur": "male", "madame": "female", "count": "male",
    "countess": "female", "emperor": "male", "empress": "female", "smt": "female", "shri": "male", "sri": "male",
    "aunt": "female", "auntie": "female", "uncle": "male", "congressman": "male", "congresswoman": "female",
    "chairman": "male", "chairwoman": "female", "spokesman": "male", "spokeswoman": "female", "grandma": "female",
    "grandpa": "male", "herr": "male", "frau": "female", "señor": "male", "señora": "female", "sheikh": "male",
    "actress": "female", "councilman": "male", "councilwoman": "female", "alderman": "male", "policeman": "male",
    "policewoman": "female", "businessman": "male", "businesswoman": "female",
}  # fmt: skip
"""Titles that show a gender."""

TITLES = frozenset(
    ["dr", "doctor", "sen", "senator", "sens", "rep", "representative", "reps", "gov", "governor", "govs", "president", "presidents", "vice", "deputy", "assistant", "associate", "acting", "interim", "prof", "professor", "rev", "reverend", "dean", "chief", "mayor", "secretary", "judge", "justice", "attorney", "general", "gen", "col", "colonel", "capt", "captain", "lt", "lieutenant", "sgt", "sergeant", "maj", "major", "cpl", "pvt", "adm", "admiral", "minister", "prime", "chancellor", "ambassador", "officer", "detective", "det", "sheriff", "commissioner", "chair", "chairperson", "director", "speaker", "del", "delegate", "st", "saint", "candidate", "nominee", "spokesperson", "leader", "premier", "cardinal", "archbishop", "bishop", "rabbi", "imam", "pastor", "constable", "inspector", "superintendent", "marshal", "commander", "coach", "manager", "principal", "counsel", "administrator", "treasurer", "undersecretary", "under-secretary", "editor", "correspondent", "reporter", "analyst", "economist", "strategist", "adviser", "advisor", "executive", "ceo", "cfo", "coo", "cto", "founder", "co-founder", "owner", "author", "professor", "provost", "solicitor", "prosecutor", "trustee", "warden", "curator", "mp", "mla", "msp", "md", "councillor", "councilor", "councilmember", "supervisor", "assemblyman", "assemblywoman", "assemblymember", "state-senator", "aide", "democrat", "republican", "democrats", "republicans", "libertarian", "labour", "tory", "conservative", "liberal", "conservatives", "speaker", "whip", "envoy", "consul", "wing", "pc", "pcs", "supt", "insp", "cllr", "hon", "rt", "right", "honourable", "honorable", "justices", "first", "lady", "head", "boss", "striker", "midfielder", "defender", "goalkeeper", "skipper", "pilot", "actor", "singer", "rapper", "comedian", "artist", "filmmaker", "producer", "presenter", "host", "anchor", "star", "queen's", "king's", "billionaire", "entrepreneur", "chairwoman", "chairman", "scientist", "researcher", "historian", "biologist", "physicist", "astronaut", "congressman", "congresswoman", "legend", "champion", "batsman", "bowler", "all-rounder", "quarterback", "driver", "rider", "trainer", "jockey", "pm", "cm", "sp", "dgp", "dig", "ias", "ips", "justice-designate", "frontman"]
)
"""Titles and roles that stand before a name, in lower case; a full stop behind them is left out."""

PERSON_NOUNS = frozenset(
    ["accountant", "activist", "actor", "actress", "admiral", "adviser", "advisor", "advocate", "agent", "aide", "ambassador", "analyst", "anchor", "anchorman", "archaeologist", "architect", "artist", "assistant", "astronaut", "astronomer", "athlete", "attorney", "author", "baby", "ballerina", "banker", "barrister", "bishop", "blogger", "boss", "boxer", "boy", "boyfriend", "bride", "broadcaster", "brother", "builder", "businessman", "businesswoman", "butcher", "buyer", "candidate", "captain", "cardinal", "carer", "cartoonist", "champion", "chancellor", "chair", "chairman", "chairperson", "chairwoman", "chef", "chief", "child", "citizen", "clerk", "cleric", "client", "climber", "coach", "coauthor", "co-author", "co-founder", "collector", "colleague", "collaborator", "columnist", "comedian", "commander", "commentator", "commissioner", "composer", "conductor", "congressman", "congresswoman", "conservative", "conservationist", "consultant", "consumer", "contender", "contractor", "coordinator", "correspondent", "councillor", "counselor", "counsellor", "counsel", "countryman", "cousin", "creator", "critic", "curator", "customer", "dad", "daughter", "dealer", "dean", "defendant", "defender", "delegate", "democrat", "deputy", "designer", "detective", "developer", "dictator", "diplomat", "director", "doctor", "documentarian", "donor", "driver", "economist", "editor", "employee", "engineer", "entertainer", "entrepreneur", "envoy", "epidemiologist", "executive", "expert", "farmer", "father", "fan", "fellow", "fighter", "filmmaker", "financier", "firefighter", "fisherman", "footballer", "forecaster", "foreman", "founder", "friend", "front-runner", "frontman", "frontrunner", "gardener", "general", "geologist", "girl", "girlfriend", "goalkeeper", "governor", "grandfather", "grandmother", "grandson", "granddaughter", "grocer", "guest", "guitarist", "guy", "head", "headteacher", "hero", "historian", "host", "hostess", "hotelier", "housewife", "husband", "immigrant", "incumbent", "insider", "inspector", "inventor", "investigator", "investor", "jockey", "journalist", "judge", "juror", "justice", "kid", "king", "lady", "landlord", "landlady", "lawmaker", "lawyer", "leader", "lecturer", "legislator", "liar", "liberal", "librarian", "lieutenant", "local", "lobbyist", "magnate", "magistrate", "maker", "man", "manager", "mathematician", "mayor", "mechanic", "mediator", "medic", "member", "mentor", "merchant", "meteorologist", "midfielder", "millionaire", "billionaire", "minister", "mogul", "mom", "mother", "mum", "musician", "narrator", "native", "naturalist", "negotiator", "neighbor", "neighbour", "neurosurgeon", "newcomer", "nominee", "novelist", "nun", "nurse", "observer", "officer", "official", "onlooker", "operative", "opponent", "organiser", "organizer", "owner", "painter", "paramedic", "parent", "participant", "partner", "passenger", "pastor", "patient", "pediatrician", "pensioner", "performer", "pharmacist", "philanthropist", "philosopher", "photographer", "physician", "physicist", "pianist", "pilot", "player", "plaintiff", "playwright", "plumber", "poet", "policeman", "policewoman", "politician", "pollster", "pope", "postman", "premier", "presenter", "president", "priest", "prime", "prince", "princess", "principal", "producer", "professor", "programmer", "promoter", "prosecutor", "protester", "psychiatrist", "psychologist", "publicist", "publisher", "pundit", "pupil", "quarterback", "queen", "rabbi", "ranger", "rapper", "reader", "realtor", "receptionist", "referee", "refugee", "reporter", "representative", "republican", "researcher", "resident", "retiree", "reverend", "reviewer", "rider", "rival", "runner", "sailor", "scholar", "scientist", "screenwriter", "secretary", "seller", "senator", "sergeant", "sheriff", "shopkeeper", "singer", "sister", "skipper", "socialist", "soldier", "solicitor", "son", "songwriter", "source", "speaker", "spokesman", "spokesperson", "spokeswoman", "spouse", "star", "statesman", "strategist", "striker", "student", "suspect", "superintendent", "supporter", "surgeon", "survivor", "suspect", "swimmer", "teacher", "technician", "teenager", "tenant", "therapist", "toddler", "tourist", "trader", "trainer", "traveler", "traveller", "treasurer", "trooper", "trucker", "trustee", "twin", "tycoon", "uncle", "aunt", "undersecretary", "user", "veteran", "vet", "vicar", "victim", "villager", "violinist", "visitor", "volunteer", "voter", "waiter", "waitress", "walker", "warden", "widow", "widower", "wife", "winner", "witness", "woman", "worker", "writer", "youth", "youngster", "zoologist", "commenter", "official", "officials", "women", "men", "people", "children", "police", "officers", "experts", "scientists", "voice-over", "voiceover", "anglers", "angler", "keeper", "vocalist", "drummer", "bassist", "dancer", "choreographer", "cyclist", "golfer", "bowler", "batsman", "opener", "cricketer", "manager-coach", "winger", "fullback", "congressperson", "attendee", "organizer", "whistleblower", "biologist", "chemist", "ecologist", "botanist", "geneticist", "virologist", "baker", "barber", "bartender", "brewer", "carpenter", "cook", "courier", "decorator", "electrician", "florist", "miner", "potter", "tailor", "welder", "mathematician", "ex-wife", "ex-husband", "fiance", "fiancee", "fiancé", "fiancée", "stepfather", "stepmother", "stepson", "stepdaughter", "nephew", "niece", "grandparent", "mother-in-law", "father-in-law", "son-in-law", "daughter-in-law", "brother-in-law", "sister-in-law", "half-brother", "half-sister", "lad", "lass", "bloke", "gentleman", "monk", "postdoc", "undergraduate", "graduate", "trainee", "apprentice", "intern"]
)
"""Nouns for one person; their plurals are made by rule."""

BODY_NOUNS = frozenset(
    ["administration", "agency", "airline", "alliance", "army", "assembly", "association", "authority", "authorities", "bank", "board", "body", "brand", "broadcaster", "bureau", "business", "cabinet", "camp", "campaign", "carrier", "centre", "center", "chain", "chamber", "charity", "church", "city", "club", "coalition", "commission", "committee", "community", "company", "conference", "consortium", "conglomerate", "congress", "consultancy", "cooperative", "corporation", "council", "country", "county", "court", "crew", "delegation", "department", "division", "embassy", "enterprise", "establishment", "executive", "faculty", "family", "federation", "firm", "force", "foundation", "fund", "giant", "government", "group", "hospital", "house", "household", "industry", "institute", "institution", "intelligence", "inspectorate", "journal", "judiciary", "jury", "league", "legislature", "lobby", "magazine", "maker", "manufacturer", "media", "military", "ministry", "mission", "movement", "museum", "nation", "network", "newsletter", "newspaper", "ngo", "nonprofit", "observatory", "office", "operator", "opposition", "organisation", "organization", "outlet", "pac", "panel", "paper", "parliament", "parish", "party", "police", "practice", "presidency", "press", "programme", "program", "publication", "publisher", "publisher", "regulator", "regime", "registry", "retailer", "school", "secretariat", "senate", "service", "site", "society", "staff", "start-up", "startup", "state", "station", "store", "supplier", "supermarket", "task", "team", "think-tank", "thinktank", "town", "trade", "tribunal", "trust", "union", "university", "village", "watchdog", "website", "white", "workshop", "band", "website", "platform", "app", "wire", "bookshop", "council's", "carrier", "automaker", "brewery", "hotel", "theatre", "theater", "zoo", "gallery", "vendor"]
)
"""Nouns for a body that can speak."""

TEXT_NOUNS = frozenset(
    ["account", "ad", "advert", "advertisement", "affidavit", "analysis", "announcement", "appeal", "article", "audit", "bill", "biography", "blog", "book", "brief", "briefing", "brochure", "bulletin", "caption", "charter", "circular", "citation", "code", "column", "commentary", "communique", "communiqué", "complaint", "constitution", "contract", "decision", "declaration", "decree", "description", "dictionary", "directive", "disclaimer", "document", "documents", "editorial", "email", "e-mail", "emails", "essay", "estimate", "evaluation", "filing", "filings", "findings", "flyer", "guidance", "guide", "guidelines", "headline", "indictment", "inscription", "interview", "invitation", "invoice", "label", "lawsuit", "law", "leaflet", "letter", "line", "list", "listing", "log", "lyrics", "manifesto", "manual", "manuscript", "marker", "memo", "memoir", "memorandum", "menu", "message", "minutes", "motion", "motto", "newsletter", "note", "notes", "notice", "notification", "obituary", "opinion", "order", "page", "pamphlet", "paper", "passage", "petition", "placard", "plaque", "policy", "poll", "polls", "post", "poster", "prayer", "preamble", "prediction", "proclamation", "profile", "prospectus", "proverb", "psalm", "reading", "recipe", "recording", "record", "records", "release", "report", "reports", "resolution", "resume", "review", "rule", "rules", "ruling", "saying", "script", "sentence", "sign", "slogan", "song", "speech", "statement", "statistics", "statute", "story", "study", "submission", "suit", "summary", "summons", "survey", "tablet", "telegram", "testimony", "text", "tip", "transcript", "translation", "treaty", "trailer", "tweet", "verdict", "version", "video", "voicemail", "warning", "warrant", "website", "will", "banner", "graffiti", "graffito", "exit", "voice-over"]
)
"""Nouns for a text that can be quoted."""

FEMALE_NOUNS = frozenset(
    ["woman", "girl", "lady", "mother", "mum", "mom", "daughter", "sister", "wife", "aunt", "niece", "grandmother", "granddaughter", "queen", "princess", "actress", "spokeswoman", "chairwoman", "congresswoman", "businesswoman", "policewoman", "waitress", "hostess", "housewife", "widow", "bride", "girlfriend", "nun", "landlady", "heroine", "ballerina", "ex-wife", "fiancee", "fiancée", "stepmother", "stepdaughter", "mother-in-law", "daughter-in-law", "sister-in-law", "duchess", "baroness", "grandma", "lass", "councilwoman", "assemblywoman", "saleswoman", "sportswoman", "horsewoman", "half-sister", "women", "girls", "mothers", "daughters", "sisters"]
)
MALE_NOUNS = frozenset(
    ["man", "boy", "gentleman", "father", "dad", "son", "brother", "husband", "uncle", "nephew", "grandfather", "grandson", "king", "prince", "spokesman", "chairman", "congressman", "businessman", "policeman", "waiter", "widower", "boyfriend", "monk", "priest", "landlord", "hero", "bloke", "lad", "guy", "ex-husband", "fiance", "fiancé", "stepfather", "stepson", "father-in-law", "son-in-law", "brother-in-law", "duke", "baron", "grandpa", "councilman", "assemblyman", "salesman", "sportsman", "horseman", "fisherman", "foreman", "postman", "frontman", "half-brother", "groom", "batsman", "men", "boys", "fathers", "sons", "brothers"]
)
KINSHIP = frozenset(
    ["mother", "mum", "mom", "father", "dad", "son", "daughter", "sister", "brother", "wife", "husband", "aunt", "uncle", "niece", "nephew", "grandmother", "grandfather", "granddaughter", "grandson", "cousin", "widow", "widower", "girlfriend", "boyfriend", "partner", "fiance", "fiancee", "fiancé", "fiancée", "stepmother", "stepfather", "stepson", "stepdaughter", "mother-in-law", "father-in-law", "sister-in-law", "brother-in-law", "spouse", "ex-wife", "ex-husband", "parents", "twin", "half-brother", "half-sister", "friend", "mentor", "boss", "colleague", "neighbour", "neighbor", "successor", "predecessor", "spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney", "agent", "coach", "manager", "deputy", "assistant", "teammate", "opponent", "rival", "doctor", "physician"]
)
"""Nouns that name a person by somebody else: "his wife", "Roe's lawyer"."""

ORGANISATION_WORDS = frozenset(
    ["inc", "corp", "corporation", "co", "company", "ltd", "llc", "plc", "group", "holdings", "partners", "university", "college", "school", "academy", "institute", "institution", "centre", "center", "foundation", "trust", "fund", "bank", "council", "committee", "commission", "congress", "parliament", "senate", "house", "department", "ministry", "office", "bureau", "agency", "administration", "authority", "association", "society", "union", "federation", "league", "alliance", "coalition", "party", "campaign", "court", "courts", "police", "army", "navy", "force", "times", "post", "journal", "news", "press", "gazette", "herald", "tribune", "guardian", "telegraph", "mail", "express", "mirror", "sun", "star", "observer", "magazine", "weekly", "review", "daily", "radio", "tv", "television", "network", "channel", "broadcasting", "airlines", "airways", "hospital", "clinic", "church", "club", "united", "city", "museum", "library", "theatre", "theater", "orchestra", "band", "festival", "awards", "action", "pac", "usa", "america", "research", "survey", "poll", "station", "laboratory", "lab", "observatory", "systems", "technologies", "robotics", "aerospace", "industries", "motors", "energy", "entertainment", "studios", "pictures", "records", "music", "media", "international", "national", "global", "general", "service", "services", "facility", "prize", "cup", "championship", "nations", "organisation", "organization", "crossroads", "watch", "health", "security", "intelligence", "board", "project", "program", "programme", "mission", "space", "telescope", "street", "avenue", "road", "county", "state", "states", "kingdom", "republic", "islands", "island", "river", "lake", "mountain", "park", "beach", "bay", "valley", "square", "stadium", "arena", "airport", "bridge", "tower", "palace", "castle", "hall", "forum", "act", "bill", "amendment", "treaty", "agreement", "constitution", "war", "games", "olympics", "day", "week", "series", "show", "party's", "movement", "network", "conference", "summit", "convention", "debate", "primary", "caucus", "caucuses", "facebook", "twitter", "instagram", "youtube", "google", "reuters"]
)
"""Words in a capitalised name that show that it is no person's."""

PARTICLES = frozenset(
    ["de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "bin", "ibn", "al", "el", "af", "av", "zu", "y", "e", "ap", "st"]
)
"""Small words inside a person's name."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "obe", "mbe", "cbe", "qc", "kc", "mp"})

NICKNAMES = (
    "bill will william billy willie liam", "bob rob robert bobby robby robbie bert", "mike michael mick mickey",
    "jim james jimmy jamie", "joe joseph joey jo", "tom thomas tommy", "ed edward ted eddie eddy teddy ned edmund",
    "dick richard rick rich ricky richie", "chuck charles charlie charley", "ben benjamin benny", "dan daniel danny",
    "dave david davy", "tim timothy timmy", "tony anthony antony", "al albert alan alfred alexander",
    "alex alexander alexandra alexis sandy sasha", "andy andrew drew",
    "liz elizabeth beth betsy betty lizzy lizzie eliza libby bess",
    "kate katherine catherine kathryn kathy katie kathleen kitty cathy", "sue susan susie suzy suzanne",
    "pat patricia patrick paddy patty trish tricia", "chris christopher christine christina christian chrissy kit",
    "jeff jeffrey geoffrey geoff", "greg gregory gregor", "steve steven stephen stevie", "matt matthew",
    "nick nicholas nicky nicolas", "sam samuel samantha sammy", "larry lawrence laurence", "ron ronald ronnie",
    "don donald donnie", "ken kenneth kenny", "fred frederick freddy freddie", "jack john johnny jon jonathan",
    "rudy rudolph", "newt newton", "bernie bernard", "barry barack", "jen jennifer jenny jenna", "becky rebecca becca",
    "nan nancy anne ann annie anna", "meg margaret maggie peggy madge rita greta", "josh joshua",
    "phil philip phillip", "doug douglas", "stan stanley", "vlad vladimir", "gerry gerald jerry gerard", "ray raymond",
    "abby abigail", "vicky victoria vicki tori", "debbie deborah deb", "cindy cynthia lucinda", "mandy amanda",
    "tina christina", "molly mary polly marie", "terry terence theresa teresa tess", "max maxwell maximilian",
    "nate nathan nathaniel", "gus augustus angus", "hank henry harry hal", "art arthur", "walt walter wally",
    "wes wesley", "les leslie lesley", "vince vincent", "pete peter", "russ russell", "zack zach zachary",
    "cam cameron", "gabe gabriel", "jake jacob", "lou louis lewis louise", "manny manuel emmanuel", "marty martin",
    "mel melvin melanie", "mitch mitchell", "monty montgomery", "norm norman", "ollie oliver olivia", "perry peregrine",
    "ralph raphael", "reg reginald reggie", "sid sidney sydney", "theo theodore", "toby tobias", "val valerie valentine",
    "viv vivian vivienne", "angie angela", "barb barbara babs", "bella isabella isabel", "carrie caroline carolyn",
    "dot dorothy dottie", "ellie eleanor ellen helen nell", "fran frances francesca francis frank", "gabby gabrielle",
    "ginny virginia", "gwen gwendolyn", "hattie harriet", "jackie jacqueline", "jan janet janice", "jess jessica jessie",
    "judy judith", "kim kimberly kimberley", "lottie charlotte", "lucy lucille", "mimi miriam", "nat natalie natasha",
    "penny penelope", "ros rosalind rosamund rosie rose", "sally sarah sara", "steph stephanie", "tilly matilda",
    "wendy gwendolen", "winnie winifred", "jeb john", "jay jason james", "kev kevin", "gord gordon", "des desmond",
    "eugene gene", "leo leonard leon lenny len", "herb herbert", "clem clement", "cliff clifford", "clint clinton",
    "curt curtis kurt", "dennis denny", "dom dominic", "eli elijah elias", "ernie ernest", "irv irving", "ike isaac",
    "jed jedediah", "johan johannes", "luke lucas", "mo mohammed muhammad mohamed mohammad", "omar umar",
    "seb sebastian", "si simon", "trev trevor", "vik vikram", "raj rajesh rajendra",
)  # fmt: skip
"""Given names that can be one person's."""

COMMON_STARTERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "my", "our", "your", "in", "on", "at", "for", "from", "with", "by", "to", "of", "as", "and", "but", "or", "so", "yet", "if", "when", "while", "where", "who", "what", "why", "how", "because", "since", "although", "though", "after", "before", "during", "until", "despite", "according", "there", "here", "then", "now", "not", "no", "yes", "all", "some", "many", "most", "several", "few", "each", "every", "both", "another", "such", "more", "less", "other", "others", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third", "last", "next", "also", "however", "meanwhile", "still", "even", "just", "only", "once", "instead", "perhaps", "maybe", "today", "yesterday", "tomorrow", "tonight", "recently", "earlier", "later", "finally", "eventually", "following", "regarding", "asked", "under", "over", "between", "among", "about", "against", "across", "like", "unlike", "through", "throughout", "within", "without", "above", "below", "into", "onto", "upon", "around", "along", "near", "let", "can", "could", "would", "should", "will", "may", "might", "must", "do", "does", "did", "is", "are", "was", "were", "be", "been", "has", "have", "had", "get", "got", "go", "say", "says", "said", "see", "look", "take", "make", "well", "oh", "okay", "ok", "thanks", "please", "sorry", "dear", "hello", "too", "very", "much", "never", "always", "often", "sometimes", "usually", "soon", "already", "again", "ever", "indeed", "rather", "quite", "almost", "nearly", "moreover", "furthermore", "nevertheless", "nonetheless", "therefore", "thus", "hence", "otherwise", "besides", "further", "additionally", "similarly", "likewise", "whether", "which", "whose", "whom", "anyone", "everyone", "someone", "nobody", "everybody", "somebody", "anybody", "nothing", "everything", "something", "anything", "none", "neither", "either", "new", "old", "good", "bad", "people", "officials", "police", "experts", "critics", "supporters", "asked", "born", "based", "given", "speaking", "writing", "responding", "republicans", "democrats", "americans"]
)
"""Words that open sentences and are no names there."""
