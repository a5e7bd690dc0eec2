import type { PartyFigures } from "@rapport/contracts/http/links/Links";
import type { UnattributedParty } from "@rapport/contracts/http/Unattributed";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { unattributedParty } from "../queries/Unattributed.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { unattributedOfRow } from "../read/readUnattributed.ts";
import type { Warehouse } from "../read/Warehouse.ts";

export interface WaitingRequest {
  readonly party: string;
  /** `YYYY-MM-DD`: the first day that counts, and the first that does not any more. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly asOf?: string | undefined;
}

/** What waits under one party, and as of when that is told. */
export interface Waiting {
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly firmConfigured: boolean;
  readonly figures: PartyFigures;
}

type Money = PartyFigures["money"];

const moneyBetween = (to: Money, from: Money): Money =>
  to.map((line) => {
    const before = from.find(({ currency }) => currency === line.currency);
    return {
      currency: line.currency,
      invoicedNetMinor: line.invoicedNetMinor - (before?.invoicedNetMinor ?? 0),
      creditedNetMinor: line.creditedNetMinor - (before?.creditedNetMinor ?? 0),
      paidMinor: line.paidMinor - (before?.paidMinor ?? 0),
      expenseMinor: line.expenseMinor - (before?.expenseMinor ?? 0),
    };
  });

const micro = 1_000_000;

/** What came between two moments, by what there was up to each. */
export const figuresBetween = (
  to: UnattributedParty | undefined,
  from: UnattributedParty | undefined,
): PartyFigures => {
  const between = (of: (row: UnattributedParty) => number): number =>
    (to === undefined ? 0 : of(to)) - (from === undefined ? 0 : of(from));
  return {
    // Shares are millionths: whole numbers leave no trace of floating point behind.
    messages: Math.round(between((row) => Math.round(row.messages * micro))) / micro,
    tickets: between((row) => row.tickets),
    meetings: between((row) => row.meetings),
    meetingMinutes: between((row) => row.meetingMinutes),
    loggedSeconds: between((row) => row.loggedSeconds),
    money: moneyBetween(to?.money ?? [], from?.money ?? []),
  };
};

/** What no client claims under one party, on some days. */
export const readWaiting = (warehouse: Warehouse) =>
  Effect.fn("Reports.waiting")(function* (
    request: WaitingRequest,
  ): Effect.fn.Return<Waiting, WarehouseError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const startOf = (day: string) => `${day} 00:00:00.000`;
    const upTo = (until: string) =>
      Effect.map(warehouse.query(unattributedParty, { until, party: request.party }), ([row]) =>
        row === undefined ? undefined : unattributedOfRow(row),
      );
    const end = request.to == null || startOf(request.to) > asOf.until ? asOf.until : startOf(request.to);
    const start = request.from == null ? null : startOf(request.from) > end ? end : startOf(request.from);
    const [firmConfigured, to, from] = yield* Effect.all([
      readFirmConfigured(warehouse),
      upTo(end),
      start === null ? Effect.void : upTo(start),
    ]);
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      figures: figuresBetween(to, from ?? undefined),
    };
  });
