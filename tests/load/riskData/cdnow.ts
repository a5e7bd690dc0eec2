import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ActivityHistory } from "@rapport/domain/activity/BgBb";
import type { MeanValue } from "@rapport/domain/activity/GammaGamma";
import type { Pattern } from "@rapport/domain/activity/patterns";
import type { PurchaseHistory } from "@rapport/domain/activity/PurchaseHistory";

/** Data by others, which do not ship: beside the checkout, or where RAPPORT_CORPUS says. */
export const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** Lines of a file of the corpus; null, and said aloud, where it is not there. */
export const corpusLines = (name: string): ReadonlyArray<string> | null => {
  const path = `${corpus}/${name}`;
  if (!existsSync(path)) {
    console.warn(`LEFT OUT, for ${corpus} does not hold it: ${name}.`);
    return null;
  }
  return readFileSync(path, "utf8").trim().split(/\r?\n/);
};

/** A customer up to the end of calibration, and what came of it in the 39 weeks after. Times in weeks. */
export interface CdnowCustomer {
  readonly history: PurchaseHistory;
  /** Between the purchases up to then. */
  readonly gaps: ReadonlyArray<number>;
  /** Of all its purchases, since 1 January 1997. */
  readonly boughtAt: ReadonlyArray<number>;
  /** Mean dollars of its repeat purchases up to then; 0 without one. */
  readonly meanValue: number;
  /** Days with a purchase afterwards, and their dollars. */
  readonly holdout: number;
  readonly holdoutValue: number;
}

const weekMs = 7 * 86_400_000;
const begin = Date.parse("1997-01-01") / weekMs;
const calibrationEnd = Date.parse("1997-09-30") / weekMs - begin;

const customerOf = (dollars: ReadonlyMap<number, number>): CdnowCustomer => {
  const boughtAt = [...dollars.keys()].toSorted((a, b) => a - b);
  const valueOf = (weeks: ReadonlyArray<number>) => weeks.reduce((sum, week) => sum + dollars.get(week)!, 0);
  const seen = boughtAt.filter((week) => week <= calibrationEnd);
  const [first, repeats] = [seen[0]!, seen.slice(1)];
  return {
    history: {
      repeats: repeats.length,
      lastAt: seen.at(-1)! - first,
      watched: calibrationEnd - first,
    },
    gaps: repeats.map((week, n) => week - seen[n]!),
    boughtAt,
    meanValue: repeats.length === 0 ? 0 : valueOf(repeats) / repeats.length,
    holdout: boughtAt.length - seen.length,
    holdoutValue: valueOf(boughtAt.slice(seen.length)),
  };
};

/** The tenth of CDNOW's customers of Fader and Hardie, from the raw log; purchases of a day are one. */
export const cdnowCustomers = (): ReadonlyArray<CdnowCustomer> | null => {
  const lines = corpusLines("cdnow/CDNOW_sample.txt");
  if (lines === null) return null;
  const bought = new Map<string, Map<number, number>>();
  for (const line of lines) {
    const [, customer, day, , dollars] = line.trim().split(/\s+/);
    const date = `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}`;
    const week = Date.parse(date) / weekMs - begin;
    const own = bought.get(customer!) ?? new Map<number, number>();
    bought.set(customer!, own.set(week, (own.get(week) ?? 0) + Number(dollars)));
  }
  return [...bought.values()].map(customerOf);
};

/** Mean values of CDNOW's customers who came back. */
export const cdnowValues = (): ReadonlyArray<MeanValue> | null =>
  corpusLines("cdnow/cdnow_customers_summary_with_transactions.csv")
    ?.slice(1)
    .map((line) => line.split(",").map(Number))
    .filter(([, repeats]) => repeats! > 0)
    .map(([, repeats, , , meanValue]) => ({ events: repeats!, meanValue: meanValue! })) ?? null;

/** Donations of 11,104 people in the six years after their first. */
export const donations = (): ReadonlyArray<Pattern<ActivityHistory>> | null =>
  corpusLines("cdnow/donations.csv")
    ?.slice(1)
    .map((line) => line.split(",").map(Number))
    .map(([active, lastActive, opportunities, count]) => ({
      history: { active: active!, lastActive: lastActive!, opportunities: opportunities! },
      count: count!,
    })) ?? null;
