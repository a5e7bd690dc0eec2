import { isoDay, parseDay } from "@rapport/simulator/time/days";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { SeededRandom } from "@rapport/domain/seededRandom";
import { parse } from "csv-parse/sync";
import { readSheet } from "./readSheet.ts";
import { type AskServer, json, succeed } from "./rapport.ts";

const groups = ["client", "owner", "segment", "month"] as const;
type Group = (typeof groups)[number];

/** Some of the figures: whole months, what they are grouped by, and whose they are. */
export interface Slice {
  readonly groupBy: Group;
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly segment: string | null;
}

const lastOf = (month: string): string =>
  isoDay(
    parseDay(
      new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 10),
    ) - 1,
  );

export const drawSlice = (
  random: SeededRandom,
  months: ReadonlyArray<string>,
  segments: ReadonlyArray<string>,
): Slice => {
  const [from, to] = [random.pick(months), random.pick(months)].toSorted() as [string, string];
  return {
    groupBy: random.pick(groups),
    asOf: random.chance(0.5) ? lastOf(months.at(-1)!) : isoDay(parseDay(lastOf(to)) - random.int(0, 27)),
    from: `${from}-01`,
    to: lastOf(to),
    segment: random.chance(0.4) ? random.pick(segments) : null,
  };
};

const figures = ["revenue", "cash", "cost", "contribution", "logged", "effort"] as const;
type Figures = Readonly<Record<(typeof figures)[number], number>>;

/** What a slice comes to: a line per group that is not all 0, sorted. */
const linesOf = (rows: Iterable<readonly [key: string, figures: Figures]>): ReadonlyArray<string> => {
  const sums = new Map<string, Record<(typeof figures)[number], number>>();
  for (const [key, row] of rows) {
    const sum = sums.get(key) ?? { revenue: 0, cash: 0, cost: 0, contribution: 0, logged: 0, effort: 0 };
    for (const name of figures) sum[name] += row[name];
    sums.set(key, sum);
  }
  return [...sums]
    .filter(([, sum]) => figures.some((name) => sum[name] !== 0))
    .map(([key, sum]) => `${key}: ${figures.map((name) => `${name} ${sum[name]}`).join(", ")}`)
    .toSorted();
};

/** Rows of the view, however they came: grouped and selected here. */
const ofView = (
  slice: Slice,
  rows: ReadonlyArray<Readonly<Record<string, string>>>,
  read: (row: Readonly<Record<string, string>>) => Figures,
) =>
  linesOf(
    rows
      .filter(
        (row) => row["state"] === "client" && (slice.segment === null || row["segment"] === slice.segment),
      )
      .map((row) => [keyOf(slice.groupBy, row), read(row)] as const),
  );
const keyOf = (group: Group, row: Readonly<Record<string, string>>): string =>
  group === "month" ? row["month"]!.slice(0, 7) : row[group]!;

const queryOf = ({ groupBy: _groupBy, segment: _segment, ...span }: Slice): string =>
  new URLSearchParams(span).toString();
const ofPage = ({ items }: ProfitabilityPage) =>
  linesOf(
    items.map((row) => [
      row.id,
      {
        revenue: row.revenueMinor, cash: row.cashMinor, cost: row.costMinor, contribution: row.contributionMinor,
        logged: row.loggedSeconds, effort: row.effortSeconds,
      },
    ]),
  ); // prettier-ignore

/** The slice by the API. */
export const byApi = async (ask: AskServer, slice: Slice) => {
  const { groupBy, segment } = slice;
  const more = segment === null ? "" : `&segment=${encodeURIComponent(segment)}`;
  const answer = await ask(
    `/v1/profitability?${queryOf(slice)}&groupBy=${groupBy}&state=client&limit=5000${more}`,
  );
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  return ofPage(JSON.parse(text) as ProfitabilityPage);
};

/** The slice by the command. */
export const byCommand = async (data: string, { groupBy, asOf, from, to, segment }: Slice) =>
  ofPage(
    await json<ProfitabilityPage>([
      "report", "profitability", "--data", data, "--group-by", groupBy, "--as-of", asOf, "--from", from, "--to", to,
      "--state", "client", "--limit", "5000", ...(segment === null ? [] : ["--segment", segment]),
    ]),
  ); // prettier-ignore

const bytes = async (ask: AskServer, slice: Slice, format: "csv" | "xlsx") => {
  const answer = await ask(`/v1/exports/client_profitability.${format}?${queryOf(slice)}`);
  if (answer.status !== 200) throw new Error(await answer.text());
  return Buffer.from(await answer.arrayBuffer());
};

/** The slice out of the view as a CSV file. */
export const byCsv = async (ask: AskServer, slice: Slice) =>
  ofView(slice, parse(await bytes(ask, slice, "csv"), { columns: true, bom: true }), (row) => ({
    revenue: Number(row["revenue_minor"]),
    cash: Number(row["cash_minor"]),
    cost: Number(row["cost_minor"]),
    contribution: Number(row["contribution_minor"]),
    logged: Number(row["logged_seconds"]),
    effort: Number(row["effort_seconds"]),
  }));

/** The slice out of the view as a workbook, whose amounts are pounds and whose times are hours. */
export const byWorkbook = async (ask: AskServer, slice: Slice) => {
  const pence = (text: string | undefined) => Math.round(Number(text) * 100);
  const seconds = (text: string | undefined) => Math.round(Number(text) * 3600);
  const rows = readSheet(await bytes(ask, slice, "xlsx")).map((row) => ({
    ...row,
    // Days of a spreadsheet are counted from 30 December 1899.
    month: isoDay(Number(row["month"]) - 25_569),
  }));
  return ofView(slice, rows, (row) => ({
    revenue: pence(row["revenue"]),
    cash: pence(row["cash"]),
    cost: pence(row["cost"]),
    contribution: pence(row["contribution"]),
    logged: seconds(row["logged_hours"]),
    effort: seconds(row["effort_hours"]),
  }));
};

/** The slice asked for in SQL. */
export const bySql = async (data: string, slice: Slice) => {
  const key = slice.groupBy === "month" ? "formatDateTime(month, '%Y-%m')" : slice.groupBy;
  const where = slice.segment === null ? "" : `AND segment = '${slice.segment}'`;
  const sql = `
    SELECT
      toString(${key}) AS id, toInt32(sum(revenue_minor)) AS revenue, toInt32(sum(cash_minor)) AS cash,
      toInt32(sum(cost_minor)) AS cost, toInt32(sum(contribution_minor)) AS contribution,
      toInt32(sum(logged_seconds)) AS logged, toInt32(sum(effort_seconds)) AS effort
    FROM client_profitability_at(as_of = '${slice.asOf}')
    WHERE state = 'client' AND month >= '${slice.from}' AND month <= '${slice.to}' ${where}
    GROUP BY id`;
  const { stdout } = await succeed(["sql", sql, "--data", data, "--format", "json"]);
  const rows = JSON.parse(stdout) as ReadonlyArray<Figures & { readonly id: string }>;
  return linesOf(rows.map(({ id, ...row }) => [id, row] as const));
};
