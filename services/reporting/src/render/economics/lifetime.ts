import { LifetimeFigures, type LifetimePage } from "@rapport/contracts/http/economics/LifetimeValue";
import { none } from "../format.ts";
import { table } from "../table.ts";
import { amount, between, lossText, percentOf } from "./amounts.ts";
import { knownText } from "./headLines.ts";
import { listCsv } from "./listCsv.ts";

const heads = ["client", "value", "80 % between", "below 0", "a quarter", "own", "of it own", "quarters"];

/** What each client is worth over three years, as it is served now. */
export const lifetimeTable = (page: LifetimePage): string => {
  const { currency } = page;
  const head = `Lifetime values, looking back up to ${page.until}, as of ${page.asOf}${knownText(page.knownAt)}${currency === null ? "" : `, in ${currency}`}`;
  if (page.items.length === 0) return [head, "", "There is no client to look at."].join("\n");
  const rows = page.items.map((row) => [
    row.name,
    amount(row.valueMinor, currency),
    between(amount(row.valueLowMinor, currency), amount(row.valueHighMinor, currency)),
    lossText(row.lossProbabilityPercent),
    amount(row.expectedMarginMinor, currency),
    row.ownMarginMinor === null ? none : amount(row.ownMarginMinor, currency),
    percentOf(row.ownPercent),
    String(row.quartersSeen),
  ]);
  const right = heads.slice(1).map(() => "right" as const);
  return [
    head,
    "",
    table(heads, rows, ["left", ...right]),
    "",
    `All ${page.total} together: ${amount(page.valueMinor, currency)}. Net contribution of 12 quarters ahead, ${page.survivalPercent.toFixed(2)} % of clients staying over each (${page.endedClients} ended in ${page.clientQuarters.toFixed(0)} client-quarters), discounted at ${page.discountPercent} % a year.`,
    "a quarter: expected net contribution, the client's own mean drawn towards that of all by how little is known of it.",
  ].join("\n");
};

export const lifetimeCsv = (page: LifetimePage): string => listCsv(page, LifetimeFigures.keyof().options);
