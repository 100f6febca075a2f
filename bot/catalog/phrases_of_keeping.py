"""What is said of what is kept about somebody: shown, and deleted; see ``phrases``."""

from collections.abc import Mapping

from bot.catalog.phrases_of_plans import NOTHING
from bot.catalog.promises import PROMISED, Promised

PHRASES_OF_KEEPING: Mapping[str, frozenset[str]] = {
    "mydata.above": PROMISED,
    "mydata.title": PROMISED,
    "mydata.since": frozenset({"heard", "since"}),
    "mydata.account": frozenset({"platform", "user"}),
    "mydata.account-in": frozenset({"platform", "user", "workspace"}),
    "mydata.accounts": frozenset({"accounts"}),
    "mydata.at": frozenset({"place"}),
    "mydata.no-answers": NOTHING,
    "mydata.answers": frozenset({"number"}),
    "mydata.answer": frozenset({"answer", "date", "question"}),
    "mydata.results": NOTHING,
    "mydata.result": frozenset({"date", "role"}),
    "mydata.result-open": frozenset({"date"}),
    "mydata.chosen": frozenset({"role"}),
    "mydata.steps": frozenset({"number", "role", "time", "zone"}),
    "mydata.cue": frozenset({"words"}),
    "mydata.asks": frozenset({"words"}),
    "mydata.more": frozenset({"number"}),
    "mydata.messages": frozenset({"number"}),
    "mydata.files": frozenset({"number"}),
    "mydata.profile": frozenset({"language", "zone"}),
    "mydata.untold": NOTHING,
    "mydata.how-long": Promised({"months", "texts"}),
    "mydata.who": PROMISED,
    "mydata.who-sees": PROMISED,
    "mydata.operator": PROMISED,
    "mydata.who-mentor": Promised({"items", "name"}),
    "mydata.who-nothing": Promised({"name"}),
    "mydata.who-asked": Promised({"name"}),
    "mydata.who-anybody": PROMISED,
    "mydata.who-elsewhere": Promised({"account", "line"}),
    "mydata.who-looked": Promised({"looks", "notes"}),
    "mydata.who-refused": Promised({"number"}),
    "mydata.file": PROMISED,
    "forget.sure": PROMISED,
    "forget.kept": PROMISED,
    "forget.done": PROMISED,
    "warning": Promised({"date", "heard"}),
}
