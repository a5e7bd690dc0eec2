import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import type { MonthFigures } from "@rapport/contracts/http/Months";
import { type TimelineKind, timelineKinds, type TimelinePage } from "@rapport/contracts/http/Timeline";
import type { DataMarks } from "../figures/dataMarks.ts";
import { linkCommand } from "../render/linkCommand.ts";
import { type Html, html, link } from "./Html.ts";
import { firmBanner, layout } from "./layout.ts";
import { mailCards } from "./mailCards.ts";
import { monthsTable } from "./monthsTable.ts";
import { timelineItem } from "./timelineItems.ts";
import { workCards } from "./workCards.ts";

interface ClientQuery {
  readonly asOf?: string | undefined;
  readonly kind?: TimelineKind | undefined;
}

export interface ClientPageData {
  readonly answer: ClientAnswer;
  readonly months: ReadonlyArray<MonthFigures>;
  readonly timeline: TimelinePage;
  readonly marks: DataMarks;
}

const kindNames: Readonly<Record<TimelineKind, string>> = {
  message: "messages",
  ticket: "tickets",
  meeting: "meetings",
  money: "money",
  time: "logged time",
};

const kindLinks = (path: string, query: ClientQuery): Html => {
  const choice = (label: string, kind: TimelineKind | undefined) =>
    kind === query.kind
      ? html` <b>${label}</b>`
      : html` <a href="${link(path, { asOf: query.asOf, kind })}#timeline">${label}</a>`;
  return html`<p class="kinds">
    Show${choice("all but logged time", undefined)}${timelineKinds.map((kind) => choice(kindNames[kind], kind))}
  </p>`;
};

const linkedBy = ({ client }: ClientAnswer): Html => {
  if (client.kind === "client")
    return html`<p>Linked: ${client.parties.length === 0 ? "nothing yet" : client.parties.join(", ")}</p>`;
  return html`<p>
    No client claims this ${client.kind === "organisation" ? "organisation" : "party"}. To link its whole
    history: <code>${linkCommand(client.id)}</code>
  </p>`;
};

/** One client's figures, its months and its timeline. No body, no subject, no title, only where to find them. */
export const clientPage = (data: ClientPageData, query: ClientQuery): string => {
  const { answer, months, timeline, marks } = data;
  const { client, firmConfigured, asOf } = answer;
  const path = `/clients/${encodeURIComponent(client.id)}`;
  return layout({
    title: `${client.name} – Rapport`,
    marks,
    body: html`<h1>
        ${client.name}${client.kind !== "client" && html` <span class="tag">not linked</span>`}
      </h1>
      ${firmBanner(firmConfigured)} ${linkedBy(answer)}
      <form class="controls" method="get" action="${path}">
        <label>As of <input type="date" name="asOf" value="${asOf}" /></label
        ><button type="submit">Show</button>
      </form>
      <div class="cards">${[...workCards(answer), ...mailCards(client)]}</div>
      <h2>Months</h2>
      ${months.length === 0 ? html`<p>Nothing as of this day.</p>` : monthsTable(months)}
      <h2 id="timeline">Timeline</h2>
      ${kindLinks(path, query)}
      ${
        timeline.items.length === 0
          ? html`<p>Nothing as of this day.</p>`
          : html`<ol class="timeline">
              ${timeline.items.map(timelineItem)}
            </ol>`
      }
      ${timeline.nextCursor !== null && html`<p class="more"><a href="${link(path, { asOf: query.asOf, kind: query.kind, cursor: timeline.nextCursor })}#timeline">Older</a></p>`}`,
  });
};
