import type { BacktestAnswer, CompetitorAnswer } from "@rapport/contracts/http/risk/Backtest";
import type { DataMarks } from "../figures/dataMarks.ts";
import { none } from "../render/format.ts";
import { besideLines, calibrationLines, estimatedText } from "../render/risk/backtest.ts";
import { competitorLabel } from "../render/risk/competitors.ts";
import { type Html, html } from "./Html.ts";
import { layout } from "./layout.ts";
import { gainsPlot, originsPlot, reliabilityPlot } from "./plots/backtestPlots.ts";

const columns: ReadonlyArray<readonly [string, (of: CompetitorAnswer) => string]> = [
  ["AUC", ({ auc }) => estimatedText(auc)],
  ["Log-loss", ({ logLoss }) => estimatedText(logLoss, 4)],
  ["Brier skill", ({ brierSkill }) => estimatedText(brierSkill)],
  ["Lift in a tenth", ({ lift }) => estimatedText(lift, 1)],
  [
    "Of the most it could be",
    ({ liftShareOfMostPercent: share }) => (share === null ? none : `${share.toFixed(0)} %`),
  ],
  ["Precision", ({ precision }) => (precision === null ? none : `${(precision.value * 100).toFixed(0)} %`)],
  [
    "Days ahead",
    ({ leadTime }) =>
      leadTime === null || leadTime.medianDays === null
        ? none
        : `${Math.round(leadTime.medianDays)} (${leadTime.foretold} of ${leadTime.left})`,
  ],
];

const scroll = (label: string, body: Html): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${body}</div>`;

const rows = (
  label: string,
  heads: ReadonlyArray<string>,
  body: ReadonlyArray<ReadonlyArray<string>>,
): Html =>
  scroll(
    label,
    html`<table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${heads.map((head, n) => html`<th scope="col" role="columnheader" class="${n === 0 ? "" : "num"}">${head}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${body.map(
          ([first = "", ...cells]) =>
            html`<tr role="row">
              <th scope="row" role="rowheader">${first}</th>
              ${cells.map((cell, n) => html`<td role="cell" class="num" data-label="${heads[n + 1] ?? ""}"><span>${cell}</span></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );

const measured = (of: BacktestAnswer): Html =>
  html`<p>
      From ${of.firstOrigin} to ${of.lastOrigin}, every ${of.everyWeeks} weeks, with what was known then:
      ${of.rows} client periods of ${of.clients} clients, ${of.left} of whom gave notice within
      ${of.horizonWeeks} weeks (${of.basePercent?.toFixed(2) ?? none} % of the periods).
    </p>
    <h2>Beside what is simpler</h2>
    ${rows(
      "Figures of each",
      ["", ...columns.map(([head]) => head)],
      of.competitors.map((one) => [competitorLabel(one.name), ...columns.map(([, cell]) => cell(one))]),
    )}
    ${[...besideLines(of), ...calibrationLines(of.competitors[0]?.calibration ?? null)].map((line) => html`<p>${line}</p>`)}
    <div class="plots">${gainsPlot(of)} ${reliabilityPlot(of)} ${originsPlot(of)}</div>
    <h2>Foretold and came</h2>
    ${rows(
      "By rising chance",
      ["Mean chance", "Client periods", "Left", "Between"],
      of.reliability.map((bin) => [
        `${bin.meanPercent.toFixed(1)} %`,
        String(bin.rows),
        `${bin.observedPercent.toFixed(1)} %`,
        `${bin.lowPercent.toFixed(1)} … ${bin.highPercent.toFixed(1)} %`,
      ]),
    )}
    <h2>From origin to origin</h2>
    ${rows(
      "Origins",
      ["Origin", "Clients", "Expected", "Left"],
      of.origins.map((one) => [one.origin, String(one.clients), one.expected.toFixed(1), String(one.left)]),
    )}
    <p class="where">
      ${of.competitors.map(({ name, means }) => `${competitorLabel(name)}: ${means}. `)} Left out:
      ${of.censored} periods that another end came into, ${of.unsaid} of clients too new to judge. Figures in
      brackets: 95 of 100, drawing clients.
    </p>`;

/** How well it was foretold who leaves, with plots; or why that cannot be said. */
export const backtestPage = (of: BacktestAnswer, marks: DataMarks): string =>
  layout({
    title: "Backtest – Rapport",
    marks,
    body: html`<h1>How well it was foretold who leaves</h1>
      <p>As of ${of.asOf}, ${of.horizonWeeks} weeks ahead.</p>
      ${
        of.refused === null
          ? measured(of)
          : html`<div class="empty">
              <p><b>Not measured:</b> ${of.refused.reason}.</p>
              <p>${of.refused.action}</p>
            </div>`
      }`,
  });
