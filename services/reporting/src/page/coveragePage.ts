import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import { stateNames } from "../figures/stateNames.ts";
import type { DataMarks } from "../figures/dataMarks.ts";
import { messageCount, percent } from "../render/format.ts";
import { html } from "./Html.ts";
import { layout } from "./layout.ts";

/** Where all messages went, and what to link next. */
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
      <h2>To link next</h2>
      ${
        coverage.queue.length === 0
          ? html`<p>Nothing is waiting.</p>`
          : html`<table class="narrow">
              <caption>
                Most messages first
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
