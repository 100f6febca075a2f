"""From the outbox to a courier."""

from bot.ports.courier import Courier
from bot.ports.outbox import Claimed, Outbox


async def deliver(outbox: Outbox, courier: Courier, claimed: Claimed) -> None:
    """Send what a turn claimed, in order, then mark it sent in one transaction.

    Raises:
        DeliveryError: this message and those behind it stay in the outbox; what went out
            before it is marked.
    """
    sent = []
    try:
        for message in claimed.messages:
            await courier.deliver(message)
            sent.append(message)
    finally:
        if sent:  # a repeat claims nothing, and nothing needs no transaction
            await outbox.mark_sent(sent)
