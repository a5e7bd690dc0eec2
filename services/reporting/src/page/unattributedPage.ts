import type { UnattributedAnswer, UnattributedParty } from "@rapport/contracts/http/Unattributed";
import type { DataMarks } from "../figures/dataMarks.ts";
import { messageCount } from "../render/format.ts";
import { moneyTextList } from "../render/money.ts";
import { linkCommand } from "../render/linkCommand.ts";
import { type Html, html, link } from "./Html.ts";
import { firmBanner, layout } from "./layout.ts";

const inHours = (hours: number): string => (hours === 0 ? "" : hours.toFixed(1));
const amounts = (texts: ReadonlyArray<string>): Html =>
  html`${texts.map((text, i) => html`${i > 0 && html`<br />`}${text}`)}`;
const shownTogether = 4;

const row = (p: UnattributedParty, asOf: string | undefined): Html => {
  const cell = (label: string, value: Html | string) =>
    html`<td role="cell" class="num" data-label="${label}"><span>${value}</span></td>`;
  const others = p.together.slice(0, shownTogether).join(", ");
  return html`<tr role="row">
    <th scope="row" role="rowheader">
      <a href="${link(`/clients/${encodeURIComponent(p.party)}`, { asOf })}">${p.party}</a>
      ${others !== "" && html`<div class="where">with ${others}${p.together.length > shownTogether && ` and ${p.together.length - shownTogether} more`}</div>`}
      <div><code>${linkCommand(p.party)}</code></div>
    </th>
    ${[
      cell("Logged hours", inHours(p.loggedSeconds / 3600)),
      cell("Our meeting hours", inHours(p.meetingMinutes / 60)),
      cell("Invoiced", amounts(moneyTextList(p.money, (m) => m.invoicedNetMinor))),
      cell("Paid", amounts(moneyTextList(p.money, (m) => m.paidMinor))),
      cell("Expenses", amounts(moneyTextList(p.money, (m) => m.expenseMinor))),
      cell("Messages", p.messages === 0 ? "" : messageCount(p.messages)),
      cell("Tickets", p.tickets === 0 ? "" : String(p.tickets)),
      cell("Meetings", p.meetings === 0 ? "" : String(p.meetings)),
    ]}
  </tr>`;
};

const heads = [
  "Logged hours",
  "Our meeting hours",
  "Invoiced",
  "Paid",
  "Expenses",
  "Messages",
  "Tickets",
  "Meetings",
];

const table = (answer: UnattributedAnswer, asOf: string | undefined): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Parties without a client">
    <table role="table">
      <caption>
        Most of our time first, then money, then messages. ${answer.items.length} of ${answer.total}.
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">Party, and the command that links it</th>
          ${heads.map((head) => html`<th scope="col" role="columnheader" class="num">${head}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${answer.items.map((p) => row(p, asOf))}
      </tbody>
    </table>
  </div>`;

/** What no client claims, ranked by our time and money, each with the command that links it. */
export const unattributedPage = (
  answer: UnattributedAnswer,
  marks: DataMarks,
  asOf: string | undefined,
): string =>
  layout({
    title: "Unattributed – Rapport",
    marks,
    body: html`<h1>Unattributed</h1>
      ${firmBanner(answer.firmConfigured)}
      <p>
        What no client claims. Linking a party moves its whole history at once, and can be taken back.
        <code>rapport unattributed</code> says which client may be meant.
      </p>
      <form class="controls" method="get" action="/unattributed">
        <label>As of <input type="date" name="asOf" value="${answer.asOf}" /></label
        ><button type="submit">Show</button>
      </form>
      ${answer.items.length === 0 ? html`<p>Nothing is waiting.</p>` : table(answer, asOf)}`,
  });
