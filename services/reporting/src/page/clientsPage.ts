import type { ClientFigures, ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { FreshnessAnswer } from "@rapport/contracts/http/Freshness";
import type { DataMarks } from "../figures/dataMarks.ts";
import { day, partText, percent, responseText, toneText } from "../render/format.ts";
import { type ListQuery, listControls } from "./controls.ts";
import { type Html, html, link, type Piece } from "./Html.ts";
import { firmBanner, freshnessLine, layout } from "./layout.ts";

interface Column {
  readonly label: string;
  readonly hint?: string;
  readonly cell: (client: ClientFigures) => Piece;
  readonly numeric?: boolean;
}

const lastContact = (c: ClientFigures): string =>
  day(
    [c.lastContact.theirs, c.lastContact.ours]
      .filter((t) => t !== null)
      .toSorted()
      .at(-1) ?? null,
  );

const silenceCell = (c: ClientFigures): Html =>
  html`<span${c.silence.ratio !== null && c.silence.ratio > 1 && html` class="loud"`}>${c.silence.reason}</span>`;

const columns: ReadonlyArray<Column> = [
  { label: "In", hint: "Messages they wrote to us", numeric: true, cell: (c) => c.messages.in },
  { label: "Out", hint: "Messages we wrote to them", numeric: true, cell: (c) => c.messages.out },
  { label: "Threads", numeric: true, cell: (c) => c.threads.count },
  {
    label: "People",
    hint: "Theirs · ours",
    numeric: true,
    cell: (c) => `${c.people.theirs} · ${c.people.ours}`,
  },
  {
    label: "We answer in",
    hint: "Median · 90th percentile, working hours",
    cell: (c) => responseText(c.responseOurs),
  },
  {
    label: "They answer in",
    hint: "Median · 90th percentile, working hours",
    cell: (c) => responseText(c.responseTheirs),
  },
  {
    label: "We answered",
    hint: "Share of their messages answered within 14 days",
    cell: (c) => partText(c.answered.theirMessages),
  },
  {
    label: "After hours",
    hint: "Theirs by their clock · ours by our calendar",
    cell: (c) => `${percent(c.afterHours.theirs.share)} · ${percent(c.afterHours.ours.share)}`,
  },
  { label: "Tone", hint: "Mean from -1 to 1, 95 % interval", cell: (c) => toneText(c.tone) },
  { label: "Last contact", hint: "Either way, UTC", cell: lastContact },
  { label: "Silence", hint: "Against their own rhythm", cell: silenceCell },
];

const headCell = ({ label, hint, numeric }: Column): Html =>
  html`<th scope="col" role="columnheader" ${numeric === true && html` class="num"`}>
    ${hint === undefined ? label : html`<abbr title="${hint}">${label}</abbr>`}
  </th>`;

const row = (client: ClientFigures, asOf: string | undefined): Html =>
  html`<tr role="row">
    <th scope="row" role="rowheader">
      <a href="${link(`/clients/${encodeURIComponent(client.id)}`, { asOf })}">${client.name}</a>${
        client.kind === "organisation" && html` <span class="tag">not linked</span>`
      }
    </th>
    ${columns.map(
      ({ label, numeric, cell }) =>
        html`<td role="cell" data-label="${label}" ${numeric === true && html` class="num"`}>
          ${cell(client)}
        </td>`,
    )}
  </tr>`;

const table = (page: ClientPage, query: ListQuery): Html =>
  html`<table role="table">
    <caption>
      ${page.total} ${page.total === 1 ? "client or organisation" : "clients and organisations"} as of
      ${page.asOf}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Client</th>
        ${columns.map(headCell)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${page.items.map((client) => row(client, query.asOf))}
    </tbody>
  </table>`;

const nothingRead = html`<section class="empty">
  <h2>No messages yet</h2>
  <p>Read a mailbox, then reload this page; tickets, calendars and the books likewise:</p>
  <pre><code>rapport ingest email PATH…</code></pre>
  <p>
    .eml files, mbox, Maildir, folders, .gz and .zip of these are understood. Bodies never leave the mailbox.
  </p>
</section>`;
const nothingFound = (query: ListQuery): Html =>
  query.search === undefined || query.search === ""
    ? html`<section class="empty">
        <h2>No client contacts as of this day</h2>
        <p>
          Messages were read, but none is a conversation with a client: see
          <a href="${link("/coverage", { asOf: query.asOf })}">where they went</a>. To count an organisation
          as a client:
        </p>
        <pre><code>rapport client add "Acme"
rapport client link "Acme" acme.example</code></pre>
      </section>`
    : html`<section class="empty">
        <h2>Nothing matches “${query.search}”</h2>
        <p><a href="${link("/", { ...query, search: undefined, cursor: undefined })}">Show all clients</a></p>
      </section>`;

/** The clients' table with its controls, and what to do next while there is nothing to show. */
export const clientsPage = (
  page: ClientPage,
  freshness: FreshnessAnswer,
  marks: DataMarks,
  query: ListQuery,
): string => {
  const lastDay = freshness.sources
    .map((s) => s.lastEventAt)
    .filter((t) => t !== null)
    .toSorted()
    .at(-1);
  const empty = freshness.sources.length === 0 ? nothingRead : nothingFound(query);
  return layout({
    title: "Clients – Rapport",
    marks,
    body: html`<h1>Clients</h1>
      ${freshness.sources.length > 0 && firmBanner(page.firmConfigured)}
      ${listControls(query, page.asOf, lastDay === undefined ? null : lastDay.slice(0, 10))}
      ${freshnessLine(freshness)}
      ${page.items.length === 0 && page.total === 0 ? empty : html`<div class="scroll" tabindex="0" role="region" aria-label="Clients">${table(page, query)}</div>`}
      ${page.nextCursor !== null && html`<p class="more"><a href="${link("/", { ...query, cursor: page.nextCursor })}">Next page</a></p>`}`,
  });
};
