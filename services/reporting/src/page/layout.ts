import type { FreshnessAnswer } from "@rapport/contracts/http/Freshness";
import type { DataMarks } from "../figures/dataMarks.ts";
import { minute } from "../render/format.ts";
import { type Html, html } from "./Html.ts";

interface Layout {
  readonly title: string;
  readonly body: Html;
  /** Whether the data are simulated or a sample; left out on pages that show none. */
  readonly marks?: DataMarks;
}

/** On every page: whether what it shows is nobody's. */
const dataBanner = ({ simulated, sample }: DataMarks): Html =>
  html`${
    simulated.length > 0 &&
    html`<p class="banner" role="note">
      <b>Simulated data.</b> Nobody in the accounts ${simulated.join(", ")} exists: they were made by
      <code>rapport simulate</code>.
    </p>`
  }${
    sample.length > 0 &&
    html`<p class="banner" role="note">
      <b>Sample data.</b> The messages of ${sample.join(", ")} are from a public archive, not your clients.
    </p>`
  }`;

export const layout = ({ title, body, marks }: Layout): string =>
  `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/page.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="/">Rapport</a>
          <nav aria-label="Site">
            <a href="/">Clients</a><a href="/unattributed">Unattributed</a><a href="/coverage">Coverage</a
            ><a href="/backtest">Backtest</a><a href="/docs">API</a>
          </nav>
        </header>
        <main id="main">${marks !== undefined && dataBanner(marks)}${body}</main>
      </body>
    </html>`.markup
  }\n`;

const ago = (seconds: number): string => {
  if (seconds < 90) return "just now";
  if (seconds < 5400) return `${Math.round(seconds / 60)} minutes ago`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} hours ago`;
  return `${Math.round(seconds / 86_400)} days ago`;
};

/** How current the page is: per source, last event and last record; and what is still on its way. */
export const freshnessLine = (freshness: FreshnessAnswer): Html => {
  if (freshness.sources.length === 0) return html`<p class="fresh">Nothing has been read yet.</p>`;
  return html`<p class="fresh">
    ${freshness.sources.map(
      (source) =>
        html`<span
          ><b>${source.connector} ${source.account}</b>: ${source.records} records, last event
          ${minute(source.lastEventAt)} UTC, read ${ago(source.lagSeconds)}.</span
        > `,
    )}${
      freshness.projectorLagRecords !== null &&
      freshness.projectorLagRecords > 0 &&
      html`<span class="warn">${freshness.projectorLagRecords} records are still being worked in.</span>`
    }
  </p>`;
};

export const firmBanner = (configured: boolean): Html | null =>
  configured
    ? null
    : html`<p class="banner" role="note">
        <b>Who are you?</b> Rapport does not know your own domains yet, so nothing counts as written by you.
        Tell it: <code>rapport firm set --domain your-domain.example</code>
      </p>`;
