import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Clock, Effect, Layer } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import { type ReportReads, Reports } from "../Reports.ts";
import { readHandOver } from "../signals/readHandOver.ts";
import { readSignals, readSignalsOfKind, type SignalsOfKind } from "../signals/readSignals.ts";
import { KeptAnswers } from "./KeptAnswers.ts";
import { warehousePosition } from "./warehousePosition.ts";

/** Characters of answers that are kept, of all readers together. */
const mostCharacters = 32 * 1024 * 1024;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * What of the clock an answer hangs on: nothing once its day is over. While it lasts ages grow and meetings end, as people
 * see them by the minute.
 */
export const clockOf = (asOf: string | undefined, nowMs: number): number | null =>
  asOf !== undefined && Date.parse(asOf) + dayMs <= nowMs ? null : Math.floor(nowMs / minuteMs);

interface HasAsOf {
  readonly asOf?: string | undefined;
}

const keeping = (warehouse: Warehouse) => {
  const kept = new KeptAnswers(mostCharacters);
  const position = warehouse.query(warehousePosition, {}).pipe(
    Effect.map(([row]) => row?.position ?? null),
    // Whatever is wrong, whoever asks is told by the answer itself.
    Effect.orElseSucceed(() => null),
  );
  const keep = <A, E>(
    name: string,
    asked: ReadonlyArray<unknown>,
    asOf: string | undefined,
    read: Effect.Effect<A, E>,
  ): Effect.Effect<A, E> =>
    Effect.flatMap(Clock.currentTimeMillis, (nowMs) =>
      kept.keep(position, JSON.stringify([name, clockOf(asOf, nowMs), ...asked]), read),
    );
  return {
    keep,
    /** Of a report that takes a request. */
    one:
      <Request extends HasAsOf, A, E>(name: string, read: (request: Request) => Effect.Effect<A, E>) =>
      (request: Request): Effect.Effect<A, E> =>
        keep(name, [request], request.asOf, read(request)),
    /** Of a report about somebody that takes a request. */
    of:
      <Request extends HasAsOf, A, E>(
        name: string,
        read: (id: string, request: Request) => Effect.Effect<A, E>,
      ) =>
      (id: string, request: Request): Effect.Effect<A, E> =>
        keep(name, [id, request], request.asOf, read(id, request)),
    /** Of a report about somebody on a day. */
    on:
      <A, E>(name: string, read: (id: string, asOf?: string) => Effect.Effect<A, E>) =>
      (id: string, asOf?: string): Effect.Effect<A, E> =>
        keep(name, [id, asOf], asOf, read(id, asOf)),
    /** Of a report about everything on a day. */
    at:
      <A, E>(name: string, read: (asOf?: string, limit?: number) => Effect.Effect<A, E>) =>
      (asOf?: string, limit?: number): Effect.Effect<A, E> =>
        keep(name, [asOf, limit], asOf, read(asOf, limit)),
  };
};

/**
 * The same reports, each answer kept while the warehouse stays as it is. What is asked with the knowledge of an earlier
 * moment is read each time, and so is what takes long questions that hardly anybody repeats.
 */
const keepReports = (reports: ReportReads, warehouse: Warehouse): ReportReads => {
  const { keep, one, of, on, at } = keeping(warehouse);
  const signalsOfKind = readSignalsOfKind(warehouse);
  // Kept for all clients, kind by kind: whichever is asked for next is among them.
  const ofKind: SignalsOfKind = (kind, asOf) =>
    keep("signalsOfKind", [kind, asOf], asOf, signalsOfKind(kind, asOf));
  const kept: ReportReads = {
    ...reports,
    asKnownAt: (knownAt) => (knownAt === undefined ? Effect.succeed(kept) : reports.asKnownAt(knownAt)),
    clients: one("clients", reports.clients),
    client: on("client", reports.client),
    timeline: of("timeline", reports.timeline),
    clientList: one("clientList", reports.clientList),
    clientAccount: on("clientAccount", reports.clientAccount),
    clientDays: of("clientDays", reports.clientDays),
    clientThreads: on("clientThreads", reports.clientThreads),
    clientMonths: of("clientMonths", reports.clientMonths),
    months: one("months", reports.months),
    unattributed: at("unattributed", reports.unattributed),
    coverage: at("coverage", reports.coverage),
    profitability: one("profitability", reports.profitability),
    effort: one("effort", reports.effort),
    whaleCurve: one("whaleCurve", reports.whaleCurve),
    trends: one("trends", reports.trends),
    lifetimeValues: one("lifetimeValues", reports.lifetimeValues),
    evidence: of("evidence", reports.evidence),
    reconcile: one("reconcile", reports.reconcile),
    retention: one("retention", reports.retention),
    renewals: one("renewals", reports.renewals),
    quadrant: one("quadrant", reports.quadrant),
    ladder: one("ladder", reports.ladder),
    maintenance: one("maintenance", reports.maintenance),
    signals: readSignals(warehouse, ofKind),
    handOver: readHandOver(warehouse, ofKind),
    risk: one("risk", reports.risk),
    clientRisk: on("clientRisk", reports.clientRisk),
    backtest: one("backtest", reports.backtest),
    whatChanged: one("whatChanged", reports.whatChanged),
    alerts: one("alerts", reports.alerts),
    history: of("history", reports.history),
    verdicts: at("verdicts", reports.verdicts),
    plays: at("plays", reports.plays),
  };
  return kept;
};

/** Reports for many who ask the same. */
export const KeptReports: Layer.Layer<Reports, never, Reports | WarehouseReader> = Layer.effect(
  Reports,
  Effect.gen(function* () {
    return keepReports(yield* Reports, yield* WarehouseReader);
  }),
);
