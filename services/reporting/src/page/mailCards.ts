import type { ClientFigures, Part, ResponseTime } from "@rapport/contracts/http/ClientFigures";
import { hours, messageCount, minute, none, partText, toneText, workingHours } from "../render/format.ts";
import { group, item } from "./card.ts";
import type { Html } from "./Html.ts";

const response = (title: string, time: ResponseTime): Html =>
  group(title, [
    item("First answers", time.replies),
    item("Median, working hours", workingHours(time.workingMedianHours)),
    item("90th percentile, working hours", workingHours(time.workingP90Hours)),
    item("Median, elapsed", hours(time.elapsedMedianHours)),
    item("90th percentile, elapsed", hours(time.elapsedP90Hours)),
  ]);

const answered = (title: string, all: Part, asking: Part): ReadonlyArray<Html> => [
  item(title, partText(all)),
  item(`${title}, of those that ask`, partText(asking)),
];

/** What e-mail says of a client. */
export const mailCards = (c: ClientFigures): ReadonlyArray<Html> => [
  group("Messages", [
    item("They wrote", c.messages.in),
    item("We wrote", c.messages.out),
    item("Taking part in", c.messages.total),
    item("Their share, others counted out", messageCount(c.messages.shared)),
    item(
      "Threads",
      c.threads.bySubject === 0
        ? c.threads.count
        : `${c.threads.count}, ${c.threads.bySubject} known by subject only`,
    ),
    item("People, theirs · ours", `${c.people.theirs} · ${c.people.ours}`),
  ]),
  response("We answer them", c.responseOurs),
  response("They answer us", c.responseTheirs),
  group("Answered within 14 days", [
    ...answered("Their messages, by us", c.answered.theirMessages, c.answered.theirAsking),
    ...answered("Our messages, by them", c.answered.ourMessages, c.answered.ourAsking),
  ]),
  group("Contact", [
    item("Last from them", minute(c.lastContact.theirs)),
    item("Last from us", minute(c.lastContact.ours)),
    item("Silence", c.silence.reason),
    item("Days they wrote", c.silence.activeDays),
    item("Usual gap, median", c.silence.usualGapDays === null ? none : `${c.silence.usualGapDays} d`),
  ]),
  group("Tone and hours", [
    item("Tone, 95 % interval", toneText(c.tone)),
    item("Messages with tone", c.tone.messages),
    item("After hours, theirs by their clock", partText(c.afterHours.theirs)),
    item("After hours, ours by our calendar", partText(c.afterHours.ours)),
  ]),
];
