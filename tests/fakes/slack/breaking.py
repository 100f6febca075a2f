"""Payloads of any size in one respect: those that break a limit, and those just within it."""

from collections.abc import Callable

from tests.fakes.slack.payloads import (
    DIVIDER,
    Arguments,
    actions,
    button,
    card,
    cell,
    chart,
    confirmation,
    container,
    context_actions,
    data_table,
    feedback,
    field,
    group,
    groups,
    home,
    icon_button,
    image,
    lines,
    menu,
    menu_option,
    message,
    modal,
    mrkdwn,
    number,
    option,
    options,
    pie,
    plain,
    point,
    rows,
    section,
    segment,
    select,
    series,
    source,
    table,
    video,
    words,
)

Sized = Callable[[int], Arguments]

SIZED: dict[str, Sized] = {
    "text": lambda size: section(text=mrkdwn(size)),
    "action_id": lambda size: actions(button(action_id=words(size))),
    "block_id": lambda size: message({**DIVIDER, "block_id": words(size)}),
    "button.text": lambda size: actions(button(text=plain(size))),
    "button.url": lambda size: actions(button(url=words(size))),
    "button.value": lambda size: actions(button(value=words(size))),
    "button.accessibility_label": lambda size: actions(button(accessibility_label=words(size))),
    "confirmation.title": lambda size: confirmation(title=plain(size)),
    "confirmation.text": lambda size: confirmation(text=plain(size)),
    "confirmation.confirm": lambda size: confirmation(confirm=plain(size)),
    "confirmation.deny": lambda size: confirmation(deny=plain(size)),
    "option.text": lambda size: option(text=plain(size)),
    "option.value": lambda size: option(value=words(size)),
    "option.description": lambda size: option(description=plain(size)),
    "option.url": lambda size: menu_option(url="🧭" * size),
    "option_group.label": lambda size: group(label=plain(size)),
    "option_group.options": lambda size: group(options=options(size)),
    "select.placeholder": lambda size: actions(select(placeholder=plain(size))),
    "select.options": lambda size: actions(select(options=options(size))),
    "select.option_groups": lambda size: actions(select(option_groups=groups(size))),
    "overflow.options": lambda size: actions(menu(size)),
    "checkboxes.options": lambda size: actions(
        {"type": "checkboxes", "options": options(size)}
    ),
    "radio_buttons.options": lambda size: actions(
        {"type": "radio_buttons", "options": options(size)}
    ),
    "url_source.url": source,
    "table.rows": lambda size: table(rows(size)),
    "file_input.max_files": lambda size: field({"type": "file_input", "max_files": size}),
    "plain_text_input.max_length": lambda size: field(
        {"type": "plain_text_input", "max_length": size}
    ),
    "actions.elements": lambda size: actions(
        *(button(action_id=f"press.{number}") for number in range(size))
    ),
    "alert.text": lambda size: message({"type": "alert", "text": plain(size)}),
    "card.title": lambda size: message(card(title=mrkdwn(size))),
    "card.subtitle": lambda size: message(card(subtitle=mrkdwn(size))),
    "card.body": lambda size: message(card(body=mrkdwn(size))),
    "card.subtext": lambda size: message(card(subtext=mrkdwn(size))),
    "card.actions": lambda size: message(
        card(actions=[button(action_id=f"press.{number}") for number in range(size)])
    ),
    "carousel.elements": lambda size: message(
        {"type": "carousel", "elements": [card() for _ in range(size)]}
    ),
    "container.title": lambda size: container(title=plain(size)),
    "container.subtitle": lambda size: container(subtitle=plain(size)),
    "container.child_blocks": lambda size: container(child_blocks=[DIVIDER] * size),
    "context.elements": lambda size: message(
        {"type": "context", "elements": [plain(5)] * size}
    ),
    "context_actions.elements": lambda size: context_actions(
        *(icon_button(action_id=f"press.{number}") for number in range(size))
    ),
    "feedback_button.text": lambda size: feedback(text=plain(size)),
    "feedback_button.value": lambda size: feedback(value=words(size)),
    "feedback_button.accessibility_label": lambda size: feedback(
        accessibility_label=words(size)
    ),
    "icon_button.visible_to_user_ids": lambda size: context_actions(
        icon_button(visible_to_user_ids=["U0SAM"] * size)
    ),
    "data_table.rows": lambda size: data_table(rows(size)),
    "data_table.columns": lambda size: data_table(rows(2, size)),
    "data_table.page_size": lambda size: data_table(rows(2), page_size=size),
    "data_table.cell_text": lambda size: data_table([[cell(1)], [cell(size)]]),
    "data_table.content": lambda size: data_table([[cell(1)], [cell(size - 1)]]),
    "data_visualization.title": lambda size: chart(
        {"type": "pie", "segments": [segment()]}, title=words(size)
    ),
    "data_visualization.segments": lambda size: pie(*[segment()] * size),
    "data_visualization.segment.label": lambda size: pie(segment(label=words(size))),
    "data_visualization.segment.value": lambda size: pie(segment(value=size)),
    "data_visualization.series": lambda size: lines([series()] * size),
    "data_visualization.series_name": lambda size: lines([series(name=words(size))]),
    "data_visualization.data": lambda size: lines([series(data=[point()] * size)]),
    "data_visualization.point_label": lambda size: lines(
        [series(data=[point(label=words(size))])]
    ),
    "data_visualization.categories": lambda size: lines(categories=["a"] * size),
    "data_visualization.category_label": lambda size: lines(categories=[words(size)]),
    "data_visualization.axis_label": lambda size: lines(x_label=words(size)),
    "header.text": lambda size: message({"type": "header", "text": plain(size)}),
    "image.image_url": lambda size: image(image_url=words(size)),
    "image.alt_text": lambda size: image(alt_text=words(size)),
    "input.label": lambda size: field({"type": "plain_text_input"}, label=plain(size)),
    "input.hint": lambda size: field({"type": "plain_text_input"}, hint=plain(size)),
    "markdown.text": lambda size: message({"type": "markdown", "text": words(size)}),
    "section.text": lambda size: section(text=plain(size)),
    "section.fields": lambda size: section(fields=[plain(5)] * size),
    "section.fields.item": lambda size: section(fields=[plain(size)]),
    "video.alt_text": lambda size: video(alt_text=words(size)),
    "video.title": lambda size: video(title=plain(size)),
    "video.author_name": lambda size: video(author_name=words(size)),
    "video.description": lambda size: video(description=plain(size)),
    "video.provider_name": lambda size: video(provider_name=words(size)),
    "view.blocks": lambda size: home(blocks=[DIVIDER] * size),
    "view.private_metadata": lambda size: modal(private_metadata=words(size)),
    "view.callback_id": lambda size: modal(callback_id=words(size)),
    "view.title": lambda size: modal(title=plain(size)),
    "view.close": lambda size: modal(close=plain(size)),
    "view.submit": lambda size: modal(submit=plain(size)),
}
"""By what a constraint is about: a payload in which it has this size."""

SHAPED: dict[str, tuple[Arguments, Arguments]] = {
    "table.row_shape": (
        table([[cell(1)], [cell(1), cell(1)]]),
        table([[cell(1), cell(1)], [cell(1), cell(1)]]),
    ),
    "table.column_settings": (
        table(rows(2, 2), column_settings=[{"align": "left"}]),
        table(rows(2, 2), column_settings=[{"align": "left"}, {"align": "right"}]),
    ),
    "section.content": (section(), section(text=plain(5))),
    "static_select.choice_source": (
        actions(select(options=options(1), option_groups=groups(1))),
        actions(select(options=options(1))),
    ),
    "image.source": (image(slack_file={"id": "F0"}), image()),
    "number_input.range": (
        number(min_value="2", max_value="1.5"),
        number(min_value="2", max_value="2"),
    ),
    "context.elements": (
        message({"type": "context", "elements": [button()]}),
        message({"type": "context", "elements": [plain(5)]}),
    ),
    "input.element": (field(button()), field({"type": "plain_text_input"})),
}
"""By constraint: a payload that breaks it by its shape, and one that does not."""
