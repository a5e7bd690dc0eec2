import type { ClientFigures, Part, ResponseTime } from "@rapport/contracts/http/ClientFigures";
import type { TimelineEvent, TimelinePage } from "@rapport/contracts/http/Timeline";
import { hours, messageCount, minute, none, partText, toneText, workingHours } from "../render/format.ts";
import { type Html, html, link, type Piece } from "./Html.ts";
import { firmBanner, layout } from "./layout.ts";

const item = (term: string, value: Piece): Html =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
const group = (title: string, items: ReadonlyArray<Html>): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    <dl>${items}</dl>
  </section>`;

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

const figures = (c: ClientFigures): Html =>
  html`<div class="cards">
    ${[
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
    ]}
  </div>`;

const directionNames = { in: "they wrote", out: "we wrote", other: "others wrote" } as const;

const signalNames = (event: TimelineEvent): ReadonlyArray<string> => {
  const { signals } = event;
  const flags: ReadonlyArray<readonly [boolean, string]> = [
    [signals.asks, "asks"],
    [signals.complaint, "complaint"],
    [signals.urgency, "urgent"],
    [signals.scopeRequest, "scope request"],
    [signals.escalation, "escalation"],
    [signals.thanks, "thanks"],
  ];
  return flags.filter(([raised]) => raised).map(([, name]) => name);
};

const place = ({ file, position }: { readonly file: string; readonly position: string }): string =>
  position === "" ? file : `${file} @ ${position}`;

const eventItem = (event: TimelineEvent): Html => {
  const from = event.participants.filter((p) => p.role === "from").map((p) => p.address);
  const to = event.participants.filter((p) => p.role !== "from").map((p) => p.address);
  const shown = to.slice(0, 5).join(", ");
  return html`<li class="${event.direction}">
    <p>
      <time datetime="${event.occurredAt}">${minute(event.occurredAt)}</time>
      <span class="tag">${directionNames[event.direction]}</span>${
        !event.timePlausible && html` <span class="tag">date not believable</span>`
      }${signalNames(event).map((name) => html` <span class="tag signal">${name}</span>`)}
    </p>
    <p>
      ${from.join(", ") || none} → ${shown || none}${to.length > 5 && ` and ${to.length - 5} more`} ·
      ${event.signals.words} words
    </p>
    <p class="where">
      ${event.messageId === null ? "no Message-ID" : html`<code>${event.messageId}</code>`}${event.sources.map((s) => html` · ${s.account}: ${place(s)}`)}
    </p>
  </li>`;
};

/** One client's figures and its timeline. No body and no subject, only where to find the message. */
export const clientPage = (
  client: ClientFigures,
  timeline: TimelinePage,
  query: { readonly asOf?: string | undefined },
): string => {
  const path = `/clients/${encodeURIComponent(client.id)}`;
  const command = `rapport client link "NAME" ${client.name}`;
  return layout({
    title: `${client.name} – Rapport`,
    body: html`<h1>
        ${client.name}${client.kind === "organisation" && html` <span class="tag">not linked</span>`}
      </h1>
      ${firmBanner(timeline.firmConfigured)}
      ${client.kind === "organisation" ? html`<p>No client claims this organisation. To link its whole history: <code>${command}</code></p>` : html`<p>Linked: ${client.parties.length === 0 ? "nothing yet" : client.parties.join(", ")}</p>`}
      <form class="controls" method="get" action="${path}">
        <label>As of <input type="date" name="asOf" value="${timeline.asOf}" /></label
        ><button type="submit">Show</button>
      </form>
      ${figures(client)}
      <h2>Timeline</h2>
      ${
        timeline.items.length === 0
          ? html`<p>No messages as of this day.</p>`
          : html`<ol class="timeline">
              ${timeline.items.map(eventItem)}
            </ol>`
      }
      ${timeline.nextCursor !== null && html`<p class="more"><a href="${link(path, { asOf: query.asOf, cursor: timeline.nextCursor })}">Older</a></p>`}`,
  });
};
