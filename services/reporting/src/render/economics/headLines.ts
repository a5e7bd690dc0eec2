import type { EconomicsHead } from "@rapport/contracts/http/economics/head";
import { amount } from "./amounts.ts";

type Restatements = EconomicsHead["restatements"];

/** What was known, unless it is now. */
export const knownText = (knownAt: string | null): string =>
  knownAt === null ? "" : `, as known at ${knownAt}`;

export const restatementLines = (restatements: Restatements): ReadonlyArray<string> =>
  restatements.map(({ month, at, reason }) => `Restated: ${month}, on ${at.slice(0, 10)}: ${reason}`);

/** The line above a table of the economics. */
export const headLine = (head: EconomicsHead, what: string): string =>
  `${what}, ${head.from} to ${head.to}, as of ${head.asOf}${knownText(head.knownAt)}${head.currency === null ? "" : `, in ${head.currency}`}`;

/** What whoever reads the table must know besides: figures that were corrected, documents that are in none. */
export const footLines = (head: EconomicsHead): ReadonlyArray<string> => [
  ...(head.converted === null
    ? []
    : [
        `Shown in ${head.currency} at ${head.converted.rate} for one ${head.converted.from}, the rate of ${head.converted.on}; exact in ${head.converted.from}.`,
      ]),
  ...restatementLines(head.restatements),
  ...head.unconverted.map(
    ({ currency, documents, amountMinor }) =>
      `In no total: ${documents} ${documents === 1 ? "document" : "documents"} of ${amount(amountMinor, currency)} ${currency}, for which there is no exchange rate.`,
  ),
];
