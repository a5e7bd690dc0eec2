import { unitName } from "./described.ts";
import type { ColumnDefinition, ViewDefinition } from "./ViewDefinition.ts";
import { viewDefinitions } from "./viewDefinitions.ts";

const cell = (text: string): string => text.replaceAll("|", String.raw`\|`);

const columnLine = ({ name, unit, nullable, means, example }: ColumnDefinition): string =>
  `| \`${name}\` | ${unitName(unit)}${nullable ? ", or null" : ""} | ${cell(means)} | ${cell(example)} |`;

const periods: Readonly<Record<ViewDefinition["period"]["kind"], (name: string) => string>> = {
  rows: (name) => `As of a day: \`${name}_at(as_of = '2026-10-31')\`.`,
  none: (name) => `As of a day: \`${name}_at(as_of = '2026-10-31')\`.`,
  span: (name) =>
    `As of a day, and from another: \`${name}_at(from_day = '2026-01-01', as_of = '2026-10-31')\`.`,
  now: () => "It knows now alone.",
};

const section = (view: ViewDefinition): string =>
  [
    `### \`${view.name}\``,
    "",
    `One row per ${view.grain}: ${view.means}. ${periods[view.period.kind](view.name)}`,
    "",
    "| column | unit | what | example |",
    "|---|---|---|---|",
    ...view.columns.map(columnLine),
    "",
    view.example.asks,
    "",
    "```sql",
    view.example.sql,
    "```",
  ].join("\n");

export const viewsBegin = "<!-- views: written by packages/contracts/src/views/writeViews.ts -->";
export const viewsEnd = "<!-- views: end -->";

/** The views for analysts as docs/metrics.md shows them, from their definitions. */
export const viewsMarkdown = (): string =>
  [viewsBegin, ...viewDefinitions.map(section), viewsEnd].join("\n\n");

/** A page with that part of it replaced. Throws on a page without the marks. */
export const withViews = (page: string): string => {
  const [begin, end] = [page.indexOf(viewsBegin), page.indexOf(viewsEnd)];
  if (begin < 0 || end < begin) throw new Error(`there is no part between "${viewsBegin}" and "${viewsEnd}"`);
  return page.slice(0, begin) + viewsMarkdown() + page.slice(end + viewsEnd.length);
};
