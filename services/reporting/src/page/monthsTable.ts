import type { MonthFigures } from "@rapport/contracts/http/Months";
import { hoursOf } from "../figures/rounding.ts";
import { hours } from "../render/format.ts";
import { moneyTextList } from "../render/money.ts";
import { type Html, html, type Piece } from "./Html.ts";

interface Column {
  readonly label: string;
  readonly hint?: string;
  readonly cell: (month: MonthFigures) => Piece;
}

const count = (n: number): string => (n === 0 ? "" : String(n));
const elapsed = (ms: number | null): string => (ms === null ? "" : hours(hoursOf(ms)));
const inHours = (seconds: number): string => (seconds === 0 ? "" : (seconds / 3600).toFixed(1));
/** Each currency on a line of its own: they are never added up. */
const lines = (texts: ReadonlyArray<string>): Html =>
  html`${texts.map((text, i) => html`${i > 0 && html`<br />`}${text}`)}`;

const columns: ReadonlyArray<Column> = [
  {
    label: "In · out",
    hint: "Messages they wrote · we wrote",
    cell: (m) => (m.messages === 0 ? "" : `${m.messagesIn} · ${m.messagesOut}`),
  },
  {
    label: "We answer in",
    hint: "Median, elapsed, by the month of their question",
    cell: (m) => elapsed(m.ourElapsedMedianMs),
  },
  {
    label: "They answer in",
    hint: "Median, elapsed, by the month of our question",
    cell: (m) => elapsed(m.theirElapsedMedianMs),
  },
  {
    label: "Tickets",
    hint: "Opened · solved",
    cell: (m) => (m.ticketsOpened + m.ticketsSolved === 0 ? "" : `${m.ticketsOpened} · ${m.ticketsSolved}`),
  },
  { label: "Reopened", cell: (m) => count(m.reopenings) },
  {
    label: "First response",
    hint: "Median, elapsed, by the month of opening",
    cell: (m) => elapsed(m.firstResponseMedianMs),
  },
  { label: "Meetings", hint: "Held", cell: (m) => count(m.meetingsHeld) },
  {
    label: "Our meeting hours",
    hint: "Our heads times hours",
    cell: (m) => inHours(m.meetingOurMinutes * 60),
  },
  { label: "Logged hours", cell: (m) => inHours(m.loggedSeconds) },
  {
    label: "Invoiced",
    hint: "Net of tax",
    cell: (m) => lines(moneyTextList(m.money, (x) => x.invoicedNetMinor)),
  },
  { label: "Paid", cell: (m) => lines(moneyTextList(m.money, (x) => x.paidMinor)) },
];

/** A month a row, newest first. */
export const monthsTable = (months: ReadonlyArray<MonthFigures>): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Months">
    <table class="months" role="table">
      <caption>
        Months are UTC. Empty: nothing to say.
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Month</th>
          ${columns.map(
            (c) =>
              html`<th scope="col" role="columnheader" class="num">
                ${c.hint === undefined ? c.label : html`<abbr title="${c.hint}">${c.label}</abbr>`}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${months.toReversed().map(
          (month) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">${month.month === "1970-01" ? "undated" : month.month}</th>
              ${columns.map((c) => html`<td role="cell" class="num" data-label="${c.label}"><span>${c.cell(month)}</span></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
