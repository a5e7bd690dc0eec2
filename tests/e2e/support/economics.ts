import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EconomicMonth } from "@rapport/simulator/truth/MonthFigures";
import { succeed } from "./rapport.ts";

/** The economics of a simulated agency's truth. */
export interface EconomicTruth {
  readonly clients: ReadonlyArray<{ readonly client: string; readonly segment: string }>;
  readonly economicMonths: ReadonlyArray<{ readonly party: string; readonly month: string } & EconomicMonth>;
}
export const readEconomics = (agency: string): EconomicTruth =>
  JSON.parse(readFileSync(join(agency, "truth.json"), "utf8")) as EconomicTruth;

const lines = (
  rows: Iterable<readonly [client: string, month: string, ...figures: ReadonlyArray<number>]>,
): ReadonlyArray<string> =>
  [...rows]
    .filter(([, , ...figures]) => figures.some((figure) => figure !== 0))
    .map((cells) => cells.join(" "))
    .toSorted();

/** Per client and month seconds logged, revenue, cash, expenses and cost of late payment, as the truth has them. */
export const economicLines = ({ clients, economicMonths }: EconomicTruth): ReadonlyArray<string> => {
  const ours = new Set(clients.map(({ client }) => client));
  return lines(
    economicMonths
      .filter(({ party }) => ours.has(party))
      .map((row) => [
        row.party,
        row.month,
        row.loggedSeconds,
        row.recognisedRevenueMinor - row.creditMinor,
        row.cashMinor,
        row.expenseMinor,
        row.lateMinor,
      ]),
  );
};

/** The view of profitability up to a day, as the command writes it: every byte of it. */
export const profitabilityCsv = async (data: string, asOf: string): Promise<string> =>
  (await succeed(["export", "client_profitability", "--format", "csv", "--as-of", asOf, "--data", data]))
    .stdout;

/** The same figures out of the exported view. */
export const exportedLines = (csv: string): ReadonlyArray<string> => {
  const [head = "", ...rows] = csv.trimEnd().split(/\r?\n/);
  const names = head.replace(/^\uFEFF/, "").split(",");
  const at = (name: string) => names.indexOf(name);
  return lines(
    rows
      .map((row) => row.split(","))
      .filter((cells) => cells[at("state")] === "client")
      .map((cells) => [
        cells[at("client")]!,
        cells[at("month")]!.slice(0, 7),
        ...["logged_seconds", "revenue_minor", "cash_minor", "expenses_minor", "late_payment_minor"].map(
          (name) => Number(cells[at(name)]),
        ),
      ]),
  );
};
