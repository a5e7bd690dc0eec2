import type { PartyFigures } from "@rapport/contracts/http/links/Links";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { messagesOf } from "../figures/rounding.ts";
import { type PartyRow, unattributedParty } from "../queries/Unattributed.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { linkedParty } from "./countingQueries.ts";

export interface WaitingRequest {
  readonly party: string;
  /** `YYYY-MM-DD`: the first day that counts, and the first that does not any more. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly asOf?: string | undefined;
  /** What counts for this client by the party's link, instead of what waits under it. */
  readonly countsFor?: {
    readonly client: string;
    /** Addresses with a link of their own, which counts before that of their organisation. */
    readonly emails: ReadonlyArray<string>;
  };
}

/** What waits under one party, or counts by it, and as of when that is told. */
export interface Waiting {
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly firmConfigured: boolean;
  readonly figures: PartyFigures;
}

const micro = 1_000_000;

type Amounts = (measure: string, currency?: string) => number;

/** Of each measure what came between the two bounds. */
const between = (
  to: ReadonlyArray<PartyRow>,
  from: ReadonlyArray<PartyRow>,
  of: (row: PartyRow) => number,
): Amounts => {
  const sumOf = (rows: ReadonlyArray<PartyRow>, measure: string, currency: string): number =>
    rows
      .filter((row) => row.measure === measure && row.currency === currency)
      .reduce((sum, row) => sum + of(row), 0);
  return (measure, currency = "") => sumOf(to, measure, currency) - sumOf(from, measure, currency);
};

/** What came to wait under a party between two moments, by what there was up to each. */
export const figuresBetween = (to: ReadonlyArray<PartyRow>, from: ReadonlyArray<PartyRow>): PartyFigures => {
  const amount = between(to, from, (row) => row.amount);
  const facts = between(to, from, (row) => row.facts);
  const currencies = [...new Set(to.map(({ currency }) => currency))].filter((one) => one !== "");
  return {
    messages: messagesOf(amount("messages")),
    tickets: amount("tickets"),
    meetings: facts("meetings"),
    meetingMinutes: Math.trunc(amount("meeting_minutes") / micro),
    loggedSeconds: amount("logged_seconds"),
    money: currencies.toSorted().map((currency) => ({
      currency,
      invoicedNetMinor: amount("invoiced_net", currency),
      creditedNetMinor: amount("credited_net", currency),
      paidMinor: amount("paid", currency),
      expenseMinor: amount("expenses", currency),
    })),
  };
};

const startOf = (day: string): string => `${day} 00:00:00.000`;
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** What no client claims under one party, or one has by it, on some days. */
export const readWaiting = (warehouse: Warehouse) =>
  Effect.fn("Reports.waiting")(function* (
    request: WaitingRequest,
  ): Effect.fn.Return<Waiting, WarehouseError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { party, countsFor } = request;
    const upTo = (until: string): Effect.Effect<ReadonlyArray<PartyRow>, WarehouseError> => {
      const of = { until, at: asOf.until, party };
      return countsFor === undefined
        ? warehouse.query(unattributedParty, of)
        : warehouse.query(linkedParty, { ...of, client: countsFor.client, emails: [...countsFor.emails] });
    };
    const until = request.to == null ? asOf.until : earlier(asOf.until, startOf(request.to));
    const firmConfigured = yield* readFirmConfigured(warehouse);
    const to = yield* upTo(until);
    const from = request.from == null ? [] : yield* upTo(earlier(until, startOf(request.from)));
    return { asOf: asOf.day, knownAt: asOf.knownAt, firmConfigured, figures: figuresBetween(to, from) };
  });
