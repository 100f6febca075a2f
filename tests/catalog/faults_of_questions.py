"""Slips in questions and weights: the file, what stood there, what stands now, the fault."""

FAULTS = {
    "an unknown kind": (
        "questions.toml",
        'kind = "single"',
        'kind = "singel"',
        "question[1].kind: input should be 'single', 'multiple' or 'text'",
    ),
    "a question twice": (
        "questions.toml",
        'id = "activities"',
        'id = "afternoon"',
        "question.afternoon: this id is used twice",
    ),
    "an option twice": (
        "questions.toml",
        'id = "dashboards"',
        'id = "pipeline"',
        "question.afternoon: option 'pipeline' stands twice",
    ),
    "a label twice": (
        "questions.toml",
        'label = "MySQL"',
        'label = "postgresql!"',
        "question.stack: two options are labelled 'postgresql'",
    ),
    "an option with the id of a button": (
        "questions.toml",
        'id = "dashboards"',
        'id = "skip"',
        "question.afternoon: option id 'skip' is ours; take another",
    ),
    "an option with the id of a change": (
        "questions.toml",
        'id = "dashboards"',
        'id = "edit-stack"',
        "question.afternoon: option id 'edit-stack' is ours; take another",
    ),
    "a question with the id of a button": (
        "questions.toml",
        'id = "afternoon"',
        'id = "return"',
        "question.return: the id 'return' is ours; take another",
    ),
    "a retired id": (
        "questions.toml",
        'retired = ["tools"]',
        'retired = ["tools", "afternoon"]',
        (
            "question.afternoon: this id is retired; answers were given under it, "
            "so take a new one"
        ),
    ),
    "a reason without its options": (
        "questions.toml",
        'reason = "you say that you $options"',
        'reason = "you say so"',
        "question.activities: its reason must use $options and nothing else",
    ),
    "a reason with something else": (
        "questions.toml",
        'reason = "you say that you $options"',
        'reason = "you $options on $day"',
        "question.activities: its reason must use $options and nothing else",
    ),
    "no reason of an option": (
        "questions.toml",
        'reason = "you reach for the nightly job that breaks"\n',
        "",
        (
            "question.afternoon: in a single choice each option has a reason, and "
            "the question has none"
        ),
    ),
    "a reason of a box": (
        "questions.toml",
        'short = "analyse data for decisions"',
        'reason = "you analyse data"',
        (
            "question.activities: the question has a reason that uses $options, "
            "and its options have none"
        ),
    ),
    "more ticks than boxes": (
        "questions.toml",
        'reason = "you say that you $options"',
        'most = 7\nreason = "you say that you $options"',
        ("question.activities: least and most must fit the 6 options that can stand together"),
    ),
    "least above most": (
        "questions.toml",
        'reason = "you say that you $options"',
        'least = 3\nmost = 2\nreason = "you say that you $options"',
        ("question.activities: least and most must fit the 6 options that can stand together"),
    ),
    "ticks of a single choice": (
        "questions.toml",
        'text = "You have one free afternoon',
        'most = 2\ntext = "You have one free afternoon',
        "question.afternoon: only a multiple choice has least and most",
    ),
    "alone in a single choice": (
        "questions.toml",
        'short = "the nightly job that breaks"',
        "alone = true",
        (
            "question.afternoon: only an option of a multiple choice can stand "
            "alone, so 'pipeline' cannot"
        ),
    ),
    "a long label": (
        "questions.toml",
        'label = "Two dashboards',
        f'label = "{"x" * 80} Two dashboards',
        "question[1].option[2].label: string should have at most 75 characters",
    ),
    "a pair with an unknown role": (
        "questions.toml",
        'pair = ["data_analyst", "machine_learning_engineer"]',
        'pair = ["data_analist", "machine_learning_engineer"]',
        (
            "question.explain_or_serve.pair: there is no role 'data_analist'; did "
            "you mean 'data_analyst'?"
        ),
    ),
    "a pair of one role": (
        "questions.toml",
        'pair = ["data_analyst", "machine_learning_engineer"]',
        'pair = ["data_analyst", "data_analyst"]',
        "question.explain_or_serve: its pair must name two different roles",
    ),
    "a pair twice": (
        "questions.toml",
        'pair = ["data_engineer", "data_scientist"]',
        'pair = ["machine_learning_engineer", "data_analyst"]',
        (
            "question.plumbing_or_question.pair: question 'explain_or_serve' sets "
            "these two roles against each other already"
        ),
    ),
    "a pair of three": (
        "questions.toml",
        'pair = ["data_engineer", "data_scientist"]',
        'pair = ["data_engineer", "data_scientist", "data_analyst"]',
        "question[6].pair: tuple should have at most 2 items after validation, not 3",
    ),
    "weights of an unknown option": (
        "by_hand.toml",
        "pipeline = {",
        "pipelin = {",
        ("question.afternoon.pipelin: there is no option 'pipelin'; did you mean 'pipeline'?"),
    ),
    "an option without weights": (
        "by_hand.toml",
        "pipeline = {",
        "pipelin = {",
        "question.afternoon.pipeline: it has no weights",
    ),
    "weights of an unknown question": (
        "by_hand.toml",
        "[question.story]",
        "[question.storey]",
        "question.storey: there is no question 'storey'; did you mean 'story'?",
    ),
    "a question without weights": (
        "by_hand.toml",
        "[question.story]",
        "[question.storey]",
        "question.story: it has no weights",
    ),
    "weights of an unknown role": (
        "by_hand.toml",
        "pipeline = { data_engineer =",
        "pipeline = { data_enginer =",
        (
            "question.afternoon.pipeline.data_enginer: there is no role "
            "'data_enginer'; did you mean 'data_engineer'?"
        ),
    ),
    "a prior of an unknown role": (
        "by_hand.toml",
        "data_analyst = 0.0",
        "astronaut = 0.0",
        "prior.astronaut: there is no role 'astronaut'",
    ),
    "an endless number": (
        "by_hand.toml",
        "generalist = 0.8",
        "generalist = inf",
        "generalist: input should be less than or equal to 1",
    ),
    "no number": (
        "by_hand.toml",
        "pipeline = { data_engineer = 1.0",
        "pipeline = { data_engineer = nan",
        "question.afternoon.pipeline.data_engineer: input should be a finite number",
    ),
    "a weight that decides alone": (
        "by_hand.toml",
        "pipeline = { data_engineer = 1.0",
        "pipeline = { data_engineer = 1e200",
        ("question.afternoon.pipeline.data_engineer: input should be less than or equal to 10"),
    ),
    "a limit that stops at once": (
        "by_hand.toml",
        "limit = 0.08",
        "limit = 1.5",
        "stopping.limit: input should be less than 1",
    ),
    "no patience": (
        "by_hand.toml",
        "patience = 6",
        "patience = 0",
        "stopping.patience: input should be greater than or equal to 1",
    ),
    "no number of questions to expect": (
        "by_hand.toml",
        "left_per_chance = 6.0\n",
        "",
        "stopping.left_per_chance: field required",
    ),
    "no number of questions to promise at most": (
        "by_hand.toml",
        "most_expected = 8",
        "most_expected = 0",
        "stopping.most_expected: input should be greater than or equal to 1",
    ),
    "weights of an unknown option among the fitted": (
        "weights.toml",
        "[question.activities]\ndecisions = {",
        "[question.activities]\ndecision = {",
        (
            "question.activities.decision: there is no option 'decision'; "
            "did you mean 'decisions'?"
        ),
    ),
    "a fitted option without weights": (
        "weights.toml",
        "[question.activities]\ndecisions = {",
        "[question.activities]\nsql = {",
        "question.activities.sql: there is no option 'sql'",
    ),
    "a question fitted and not there": (
        "weights.toml",
        "[question.activities]",
        "[question.activites]",
        "question.activites: there is no question 'activites'; did you mean 'activities'?",
    ),
    "a fitted question without bias": (
        "weights.toml",
        "activities = { data_analyst =",
        "activites = { data_analyst =",
        "question.activities: it has no bias",
    ),
    "a bias of a question that is not fitted": (
        "weights.toml",
        "activities = { data_analyst =",
        "activites = { data_analyst =",
        "bias.activites: none of its options was fitted",
    ),
    "a bias for an unknown role": (
        "weights.toml",
        "activities = { data_analyst =",
        "activities = { data_analist =",
        (
            "bias.activities.data_analist: there is no role 'data_analist'; "
            "did you mean 'data_analyst'?"
        ),
    ),
    "a rate of an unknown option": (
        "weights.toml",
        "[rate.activities]\ndecisions =",
        "[rate.activities]\ndecision =",
        "rate.activities.decision: there is no option 'decision'; did you mean 'decisions'?",
    ),
    "an offset of an unknown role": (
        "weights.toml",
        "[offset]\ndata_analyst =",
        "[offset]\nastronaut =",
        "offset.astronaut: there is no role 'astronaut'",
    ),
    "an option weighed by hand that was fitted, too": (
        "by_hand.toml",
        "spreadsheets = {",
        "tableau = {}\nspreadsheets = {",
        "question.stack.tableau: weights.toml has weights for it already",
    ),
    "no temperature": (
        "weights.toml",
        "temperature = [",
        "temperature = [0.0, ",
        "temperature[1]: input should be greater than or equal to 0.1",
    ),
    "a share above 1": (
        "weights.toml",
        "share_right = 0.",
        "share_right = 3.",
        "measured.reliability[1].share_right: input should be less than or equal to 1",
    ),
    "a hash that is none": (
        "weights.toml",
        'training = "',
        'training = "x',
        "measured.training: string should match pattern '^[0-9a-f]{64}$'",
    ),
}
