"""Can the roles be given that stand for ours in a Discord server?"""

from collections.abc import Iterator, Mapping

from bot.adapters.discord.checks import (
    MOST_GUILDS,
    Heard,
    Server,
    is_nobodys_to_give,
    is_powerful,
)
from bot.cli.checkup.findings import Finding, named, ok, unchecked, wrong
from bot.cli.telling import counted

SERVERS = "servers"
ANOTHER_ROLE = "In the server, run /whichrole-admin and name another role."


def about_servers(
    guilds: Heard | None,
    servers: list[Server],
    mapped: Mapping[str, Mapping[str, str]] | None,
) -> list[Finding]:
    """Where we are, and everything that keeps a role from being given there.

    Args:
        guilds: what came of asking where we are, or None.
        servers: those with roles of theirs for ours.
        mapped: what stands for what, by server; None where the database cannot tell.
    """
    if guilds is None or not guilds.works:
        return [unchecked(SERVERS, "Discord did not tell where the application is.")]
    found = [ok(SERVERS, f"{counted(len(guilds.told), 'server')} let us in.")]
    if mapped is None:
        return [*found, unchecked("roles", "the database must be put right first.")]
    found += [one for server in servers for one in _about(server)]
    more = len(mapped.keys() & {str(one["id"]) for one in guilds.told}) - len(servers)
    if more > 0:
        said = (
            f"{counted(more, 'more server')} with roles; {MOST_GUILDS} are looked at at once."
        )
        found.append(unchecked("roles", said))
    return found


def _about(server: Server) -> list[Finding]:
    check = f"roles in {named(server.name)}"
    if not server.roles.works or not server.us.works:
        return [unchecked(check, "Discord did not tell them.")]
    problems = list(_problems(check, server))
    return problems or [ok(check, f"{counted(len(server.mapped), 'role')} can be given.")]


def _problems(check: str, server: Server) -> Iterator[Finding]:
    if not server.may_manage_roles:
        fix = "In the server, open Server Settings, Roles, ours, and allow Manage Roles."
        yield wrong(check, "we lack the permission Manage Roles.", fix)
    for ours, name in server.mapped.items():
        role = server.role(name)
        if role is None:
            yield wrong(check, f"the role that stood for {ours} was deleted.", ANOTHER_ROLE)
            continue
        called = named(role["name"])
        if is_nobodys_to_give(role):
            yield wrong(check, f"{called} cannot be given to anybody.", ANOTHER_ROLE)
        elif is_powerful(role):
            said = f"{called} lets people moderate the server, so we give it to nobody."
            yield wrong(check, said, ANOTHER_ROLE)
        elif int(role["position"]) >= server.highest:
            fix = "In the server, open Server Settings, Roles, and drag our role above it."
            yield wrong(check, f"{called} stands above our role.", fix)
