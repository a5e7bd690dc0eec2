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

/** A customer up to the end of calibration, in weeks, and on how many days it bought in the 39 weeks after. */
export interface CdnowCustomer {
  readonly history: PurchaseHistory;
  /** Weeks between the purchases up to then. */
  readonly gaps: ReadonlyArray<number>;
  readonly holdout: number;
}

const weekMs = 7 * 86_400_000;
const calibrationEnd = Date.parse("1997-09-30") / weekMs;

/** The tenth of CDNOW's customers of Fader and Hardie, from the raw log; purchases of a day are one. */
export const cdnowCustomers = (): ReadonlyArray<CdnowCustomer> | null => {
  const lines = corpusLines("cdnow/CDNOW_sample.txt");
  if (lines === null) return null;
  const days = new Map<string, Set<number>>();
  for (const line of lines) {
    const [, customer, day] = line.trim().split(/\s+/);
    const date = `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}`;
    const own = days.get(customer!) ?? new Set();
    days.set(customer!, own.add(Date.parse(date) / weekMs));
  }
  return [...days.values()].map((bought) => {
    const all = [...bought].toSorted((a, b) => a - b);
    const seen = all.filter((week) => week <= calibrationEnd);
    const first = seen[0]!;
    return {
      history: {
        repeats: seen.length - 1,
        lastAt: seen.at(-1)! - first,
        watched: calibrationEnd - first,
      },
      gaps: seen.slice(1).map((week, n) => week - seen[n]!),
      holdout: all.length - seen.length,
    };
  });
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
