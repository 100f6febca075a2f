"""What authors wrote about the roles: the job, what to learn, what to leave out, the steps."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Focus:
    """A skill to learn, and why this one."""

    skill: str
    why: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Something to leave out, why, and until when ("until" completes a sentence)."""

    what: str
    why: str
    until: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A project that shows the role's work."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another role and how the day's work differs."""

    role: str
    difference: str


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One week's work on the way into a role.

    Attributes:
        id: stable; of all steps of this ladder, be they gone, the only one with it.
        topic: what it is about.
        task: two to three hours.
        light: twenty to thirty minutes, for a busy week.
        stretch: for those who finish early.
        resource: the name of the page to start from.
        url: its address.
        seen: how well we know the page: ``page``, ``cited`` or ``unchecked``.
        check: a question to oneself.
        answer: what a good answer mentions; told after the reply only.
    """

    id: str
    topic: str
    task: str
    light: str
    stretch: str
    resource: str
    url: str
    seen: str
    check: str
    answer: str


@dataclass(frozen=True, slots=True)
class Taste:
    """One task of the shared first fortnight, and what liking it speaks for."""

    name: str
    text: str
    sign: str


@dataclass(frozen=True, slots=True)
class Role:
    """One of the roles, complete.

    Attributes:
        id: stable.
        name: as it starts a sentence.
        noun: as it stands inside one.
        longing: what somebody wants who wants this job ("you long for …").
        job: what one is hired for, in one line.
        days: what the days look like.
        matters: why it matters.
        tools_article: the tools of the article that the five roles come from.
        tools_today: what has joined them since.
        questions: typical questions of the job.
        interview: questions an interviewer may ask.
        focus: what to learn, in order.
        skip: what to leave out for now.
        portfolio: projects to show.
        neighbours: every other role, by its id.
        ladder: twelve weekly steps, in the order that suits most people.
    """

    id: str
    name: str
    noun: str
    longing: str
    job: str
    days: tuple[str, ...]
    matters: str
    tools_article: tuple[str, ...]
    tools_today: tuple[str, ...]
    questions: tuple[str, ...]
    interview: tuple[str, ...]
    focus: tuple[Focus, ...]
    skip: tuple[Skip, ...]
    portfolio: tuple[Portfolio, ...]
    neighbours: Mapping[str, Neighbour]
    ladder: tuple[LadderStep, ...]
