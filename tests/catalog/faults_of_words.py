"""Slips in what is said and read: the file, what stood there, what stands now, the fault."""

FAULTS = {
    "an unknown placeholder": (
        "speech.toml",
        "$minutes",
        "$hours",
        "welcome.hello: $hours is not known here; known: $minutes, $questions",
    ),
    "a placeholder where none is known": (
        "speech.toml",
        'start = "Start"',
        'start = "Start $now"',
        "button.start: $now is not known here; known: none",
    ),
    "an unknown sentence": (
        "speech.toml",
        'start = "Start"',
        'strat = "Start"',
        ("button.strat: there is no sentence 'button.strat'; did you mean 'button.start'?"),
    ),
    "a missing sentence": (
        "speech.toml",
        'start = "Start"\n',
        "",
        "button.start: this sentence is missing",
    ),
    "a lonely dollar": (
        "speech.toml",
        'start = "Start"',
        'start = "Start for $5"',
        "button.start: a $ stands alone in it; write $$ for a dollar sign",
    ),
    "a sentence that is a number": (
        "speech.toml",
        'start = "Start"',
        "start = 5",
        "button.start: it must be a text",
    ),
    "a sentence of blanks": (
        "speech.toml",
        'start = "Start"',
        'start = " "',
        "button.start: it must be a text",
    ),
    "a button's words that do not fit": (
        "speech.toml",
        'start = "Start"',
        f'start = "{"x" * 76}"',
        "button.start: it has 76 characters, at most 75 fit",
    ),
    "a sentence like a page": (
        "speech.toml",
        'ended = "We',
        f'ended = "{"x" * 601}"\n# "We',
        "ended: it has 601 characters, at most 600 fit",
    ),
    "an unknown reply to own words": (
        "lexicon.toml",
        "own-ask = [",
        "own-aks = [",
        "on_own_words.own-aks: there is no entry 'own-aks'; did you mean 'own-ask'?",
    ),
    "an unknown heading": (
        "lexicon.toml",
        "aside = [",
        "besides = [",
        "headings.besides: there is no entry 'besides'; did you mean 'aside'?",
    ),
    "a stretch of no term": (
        "lexicon.toml",
        "years-of-models = [",
        "years-of-model = [",
        "stretches.years-of-model: there is no term 'years-of-model' with years",
    ),
    "an unknown command": (
        "lexicon.toml",
        "back = [\n",
        "bakc = [\n",
        "commands.bakc: there is no entry 'bakc'; did you mean 'back'?",
    ),
    "a command without words": (
        "lexicon.toml",
        "back = [\n",
        "bakc = [\n",
        "commands.back: it has no words",
    ),
    "one phrase for two commands": (
        "lexicon.toml",
        '"go back", ',
        '"go back", "start over", ',
        "restart: 'start over' means 'back' already",
    ),
    "one phrase for a command and a way out": (
        "lexicon.toml",
        '    "pass", "i pass"',
        '    "pass", "go back", "i pass"',
        "skip: 'go back' means 'back' already",
    ),
    "one phrase for a command and a word on a week": (
        "lexicon.toml",
        '    "did it", "i did it"',
        '    "did it", "go back", "i did it"',
        "done: 'go back' means 'back' already",
    ),
    "one phrase for two words on a week": (
        "lexicon.toml",
        '    "did it", "i did it"',
        '    "did it", "half", "i did it"',
        "partly: 'half' means 'done' already",
    ),
    "a word on a week that is none": (
        "lexicon.toml",
        "partly = [\n",
        "party = [\n",
        "week.party: there is no entry 'party'; did you mean 'partly'?",
    ),
    "a vague word on a week that is none": (
        "lexicon.toml",
        '"old news", "busy"',
        '"old new", "busy"',
        "vague: 'old new' stands nowhere in week",
    ),
    "a word that puts a step off and is none for a pause": (
        "lexicon.toml",
        'postponing = [\n    "later", "not now"',
        'postponing = [\n    "latter", "not now"',
        "postponing: 'latter' stands nowhere in pause",
    ),
    "a city in a zone that is none": (
        "places.toml",
        '"Asia/Dubai" = ["Abu Dhabi"',
        '"Asia/Dubay" = ["Abu Dhabi"',
        "cities.Asia/Dubay: there is no zone 'Asia/Dubay'; did you mean 'Asia/Dubai'?",
    ),
    "a country of a zone that is none": (
        "places.toml",
        'zones = ["Africa/Kinshasa"',
        'zones = ["Africa/Kinshassa"',
        "country[5]: there is no zone 'Africa/Kinshassa'; did you mean 'Africa/Kinshasa'?",
    ),
    "a place without a word": (
        "places.toml",
        '"Abu Dhabi"',
        '"?!"',
        "cities.Asia/Dubai: '?!' has no word in it",
    ),
    "an unknown option in a meaning": (
        "lexicon.toml",
        'afternoon = ["pipeline"]',
        'afternoon = ["pipelines"]',
        (
            "term.pipelines.means.afternoon: there is no option 'pipelines'; did "
            "you mean 'pipeline'?"
        ),
    ),
    "an unknown question in a meaning": (
        "lexicon.toml",
        'afternoon = ["pipeline"]',
        'afternon = ["pipeline"]',
        (
            "term.pipelines.means.afternon: there is no question 'afternon'; did "
            "you mean 'afternoon'?"
        ),
    ),
    "a phrase without a word": (
        "lexicon.toml",
        '"data pipeline"',
        '"!!"',
        "term.pipelines: '!!' has no word in it",
    ),
    "a name without a word": (
        "lexicon.toml",
        'name = "pipelines"',
        'name = "->"',
        "term.pipelines: '->' has no word in it",
    ),
    "a negation without a word": (
        "lexicon.toml",
        'negations = [\n    "used to enjoy"',
        'negations = [\n    "?", "not"',
        "negations: '?' has no word in it",
    ),
    "an unknown question that others may answer for": (
        "lexicon.toml",
        'shared_questions = ["setting"]',
        'shared_questions = ["seting"]',
        "shared_questions: there is no question 'seting'; did you mean 'setting'?",
    ),
    "an unknown place to count to": (
        "lexicon.toml",
        'third = ["third"',
        'thrid = ["third"',
        "counts.thrid: there is no entry 'thrid'; did you mean 'third'?",
    ),
    "one word for two places": (
        "lexicon.toml",
        'third = ["third"',
        'third = ["second", "third"',
        "third: 'second' means 'second' already",
    ),
    "a question word of two words": (
        "lexicon.toml",
        'question_words = [\n    "what"',
        'question_words = [\n    "How come", "what"',
        "question_words: 'How come' must be one word in small letters",
    ),
    "a term twice": (
        "lexicon.toml",
        'id = "databases"',
        'id = "pipelines"',
        "term.pipelines: this id is used twice",
    ),
    "one phrase for two terms": (
        "lexicon.toml",
        '"database", "data base", "db admin"',
        '"ETL", "data base", "db admin"',
        "term.databases: 'ETL' stands in term 'pipelines' already",
    ),
    "a name that is another term's phrase": (
        "lexicon.toml",
        'name = "databases"',
        'name = "data pipeline"',
        "term.databases: 'data pipeline' stands in term 'pipelines' already",
    ),
    "a neighbour twice": (
        "roles/data_analyst.toml",
        'role = "data_engineer"',
        'role = "data_scientist"',
        (
            "neighbour: it must name each other role once: data_engineer, "
            "data_scientist, machine_learning_engineer, machine_learning_researcher"
        ),
    ),
    "an unknown neighbour": (
        "roles/data_analyst.toml",
        'role = "data_engineer"',
        'role = "data_enginere"',
        (
            "neighbour.data_enginere: there is no role 'data_enginere'; did you "
            "mean 'data_engineer'?"
        ),
    ),
    "a role in another role's file": (
        "roles/data_analyst.toml",
        'id = "data_analyst"',
        'id = "data_engineer"',
        "id: it must be 'data_analyst', as the file is called",
    ),
    "an unknown key": (
        "roles/data_analyst.toml",
        "noun =",
        "nuon =",
        "nuon: there is no key 'nuon'; did you mean 'noun'?",
    ),
    "an unknown key deep inside": (
        "roles/data_analyst.toml",
        "until =",
        "untill =",
        "skip[1].untill: there is no key 'untill'; did you mean 'until'?",
    ),
    "a missing key": (
        "roles/data_analyst.toml",
        "noun =",
        "nuon =",
        "noun: field required",
    ),
    "a long job": (
        "roles/data_analyst.toml",
        'job = "You',
        f'job = "{"x" * 140}You',
        "job: string should have at most 140 characters",
    ),
    "a ladder of a role that is not there": (
        "ladders/data_analyst.toml",
        'role = "data_analyst"',
        'role = "data_analist"',
        "role: there is no role 'data_analist'; did you mean 'data_analyst'?",
    ),
    "a role without a ladder": (
        "ladders/data_analyst.toml",
        'role = "data_analyst"',
        'role = "data_analist"',
        "the role has no ladder",
    ),
    "another role's ladder": (
        "ladders/data_analyst.toml",
        'role = "data_analyst"',
        'role = "data_engineer"',
        "role: it must be 'data_analyst', as the file is called",
    ),
    "two steps with one id": (
        "ladders/data_analyst.toml",
        'id = "2"',
        'id = "3"',
        "step.3: this id is used twice",
    ),
    "a step without an id": (
        "ladders/data_analyst.toml",
        'id = "12"',
        "",
        "step[12].id: field required",
    ),
    "an id with a dot": (
        "ladders/data_analyst.toml",
        'id = "12"',
        'id = "1.2"',
        "step[12].id: string should match pattern '^[a-z0-9][a-z0-9-]{0,11}$'",
    ),
    "a link that is not safe": (
        "ladders/data_analyst.toml",
        'url = "https://',
        'url = "http://',
        "step[1].url: string should match pattern '^https://[^\\s<>*]+$'",
    ),
    "a link with a blank": (
        "ladders/data_analyst.toml",
        'url = "https://',
        'url = "https:// ',
        "step[1].url: string should match pattern '^https://[^\\s<>*]+$'",
    ),
    "an unknown way of having seen": (
        "ladders/data_analyst.toml",
        'seen = "cited"',
        'seen = "perhaps"',
        "step[1].seen: input should be 'page', 'cited' or 'unchecked'",
    ),
    "an advert's sign with an unknown group": (
        "adverts.toml",
        '"<keep> pipeline"',
        '"<kepe> pipeline"',
        "role.data_engineer.strong: there is no group 'kepe'; did you mean 'keep'?",
    ),
    "an advert's sign without a word": (
        "adverts.toml",
        '"<build> pipeline"',
        '"<build> -"',
        "role.data_engineer.strong: '-' has no word in it",
    ),
    "an advert's role without a subject": (
        "adverts.toml",
        "\ndata_scientist = [",
        "\ndata_scientits = [",
        "subjects.data_scientist: it has no words",
    ),
    "an advert's subject of no role": (
        "adverts.toml",
        "\ndata_scientist = [",
        "\ndata_scientits = [",
        (
            "subjects.data_scientits: there is no role 'data_scientits'; "
            "did you mean 'data_scientist'?"
        ),
    ),
    "an advert's subject without a word": (
        "adverts.toml",
        "\ndata_scientist = [",
        '\ndata_scientist = ["-", ',
        "subjects.data_scientist: '-' has no word in it",
    ),
    "an advert's list that is missing": (
        "adverts.toml",
        "\nmainly = [",
        "\nmianly = [",
        "voice.mianly: there is no list 'mianly'; did you mean 'mainly'?",
    ),
    "an advert's list that has no words": (
        "adverts.toml",
        "\nmainly = [",
        "\nmianly = [",
        "voice.mainly: it has no words",
    ),
    "an advert's phrase without a word": (
        "adverts.toml",
        '"responsibilities", ',
        '"...", ',
        "headings.duties: '...' has no word in it",
    ),
    "a small word that is two": (
        "adverts.toml",
        '"a", "an",',
        '"a an",',
        "small: 'a an' must be one word in small letters",
    ),
    "signs of an unknown role": (
        "adverts.toml",
        "[role.data_engineer]",
        "[role.data_enginere]",
        "role.data_enginere: there is no role 'data_enginere'; did you mean 'data_engineer'?",
    ),
    "a role without signs": (
        "adverts.toml",
        "[role.data_engineer]",
        "[role.data_enginere]",
        "role.data_engineer: it has no signs",
    ),
    "two demands with one id": (
        "adverts.toml",
        'id = "python"',
        'id = "sql"',
        "demand.sql: this id is used twice",
    ),
    "two demands with the same words": (
        "adverts.toml",
        'words = ["python"]',
        'words = ["sql"]',
        "demand.python: 'sql' stands in demand 'sql' already",
    ),
    "a demand for an unknown role": (
        "adverts.toml",
        'skip = ["data_analyst"]',
        'skip = ["data_analist"]',
        "demand.r: there is no role 'data_analist'; did you mean 'data_analyst'?",
    ),
    "a demand in both lists": (
        "adverts.toml",
        'skip = ["data_analyst"]',
        'focus = ["data_analyst"]\nskip = ["data_analyst"]',
        "demand.r: 'data_analyst' stands in both of its lists",
    ),
    "a task without its sign": (
        "fortnight.toml",
        "sign =",
        "sigh =",
        "task[1].sigh: there is no key 'sigh'; did you mean 'sign'?",
    ),
}
