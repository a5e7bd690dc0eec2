import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import { stateNames } from "../figures/stateNames.ts";
import type { DataMarks } from "../figures/dataMarks.ts";
import { messageCount, percent } from "../render/format.ts";
import { amountIn, measureName, measureText } from "../render/measures.ts";
import { type Html, html } from "./Html.ts";
import { layout } from "./layout.ts";

const measures = ({ measures: all }: CoverageAnswer): Html | null =>
  all.length === 0
    ? null
    : html`<h2>Tickets, meetings, time and money</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Tickets, meetings, time and money">
          <table role="table">
            <caption>
              Every row adds up. Money per currency, never added to another.
            </caption>
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">Measure</th>
                ${["All", "Clients", "Not linked", "Ours", "Share of clients"].map((head) => html`<th scope="col" role="columnheader" class="num">${head}</th>`)}
              </tr>
            </thead>
            <tbody role="rowgroup">
              ${all.map(
                (m) =>
                  html`<tr role="row">
                    <th scope="row" role="rowheader">${measureName(m)}</th>
                    ${[
                      ["All", measureText(m, m.total)],
                      ["Clients", measureText(m, m.attributed)],
                      [
                        "Not linked",
                        measureText(m, amountIn(m, "organisation") + amountIn(m, "unattributed")),
                      ],
                      ["Ours", measureText(m, amountIn(m, "internal"))],
                      ["Share of clients", percent(m.attributedShare)],
                    ].map(
                      ([label = "", text = ""]) =>
                        html`<td role="cell" class="num" data-label="${label}"><span>${text}</span></td>`,
                    )}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`;

/** Where everything went, and what to link next. */
export const coveragePage = (coverage: CoverageAnswer, marks: DataMarks): string =>
  layout({
    title: "Coverage – Rapport",
    marks,
    body: html`<h1>Coverage</h1>
      <form class="controls" method="get" action="/coverage">
        <label>As of <input type="date" name="asOf" value="${coverage.asOf}" /></label
        ><button type="submit">Show</button>
      </form>
      <p>
        ${percent(coverage.attributed.share)} of ${messageCount(coverage.total)} messages belong to clients,
        ${percent(coverage.unattributed.share)} do not. A message with several holders counts for each in
        part.
      </p>
      <table class="narrow">
        <caption>
          Where messages went
        </caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col" class="num">Messages</th>
            <th scope="col" class="num">Share</th>
          </tr>
        </thead>
        <tbody>
          ${coverage.states.map(
            (s) =>
              html`<tr>
                <th scope="row">${stateNames[s.state]}</th>
                <td class="num">${messageCount(s.messages)}</td>
                <td class="num">${percent(s.share)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${measures(coverage)}
      <h2>To link next</h2>
      ${
        coverage.queue.length === 0
          ? html`<p>Nothing is waiting.</p>`
          : html`<table class="narrow">
              <caption>
                Most messages first; by our time and money:
                <a href="/unattributed">unattributed</a>
              </caption>
              <thead>
                <tr>
                  <th scope="col">Party</th>
                  <th scope="col">State</th>
                  <th scope="col" class="num">Messages</th>
                </tr>
              </thead>
              <tbody>
                ${coverage.queue.map(
                  (q) =>
                    html`<tr>
                      <th scope="row">${q.party}</th>
                      <td>${stateNames[q.state]}</td>
                      <td class="num">${messageCount(q.messages)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }`,
  });
