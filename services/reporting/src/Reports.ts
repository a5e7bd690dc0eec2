import type { EffortPage } from "@rapport/contracts/http/economics/Effort";
import type { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import type { LifetimePage } from "@rapport/contracts/http/economics/LifetimeValue";
import type { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import type { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import type { WhaleCurveAnswer } from "@rapport/contracts/http/economics/WhaleCurve";
import type { ClientAnswer, ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { FreshnessAnswer, SourcesAnswer } from "@rapport/contracts/http/Freshness";
import type { ClientMonths, MonthsPage } from "@rapport/contracts/http/Months";
import type { TimelinePage } from "@rapport/contracts/http/Timeline";
import type { UnattributedAnswer } from "@rapport/contracts/http/Unattributed";
import type { SourceComparison, SourceDocument } from "@rapport/domain/economics/reconcile/compareSource";
import type { KnownMoment } from "@rapport/runtime/known/knownMoment";
import { type KnownAtError, KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Context, Effect, Layer, type Scope } from "effect";
import type { AlertReads } from "./alerts/AlertReads.ts";
import { readAlerts } from "./alerts/readAlerts.ts";
import { ReadKnownAt } from "./AsOf.ts";
import type { DataReads } from "./data/DataReads.ts";
import { previewSetting } from "./data/preview/previewSetting.ts";
import { readSettings } from "./data/readSettings.ts";
import type { ClientPageReads } from "./client/ClientPageReads.ts";
import { readClientDays } from "./client/readClientDays.ts";
import { readClientEvents } from "./client/readClientEvents.ts";
import { readClientList } from "./client/readClientList.ts";
import { readClientThreads } from "./client/readClientThreads.ts";
import { type EffortRequest, readEffort } from "./economics/readEffort.ts";
import { type EvidenceRequest, readEvidence } from "./economics/readEvidence.ts";
import { type LifetimeRequest, readLifetimeValues } from "./economics/readLifetimeValues.ts";
import { type ProfitabilityRequest, readProfitability } from "./economics/readProfitability.ts";
import { readReconcile, type ReconcileRequest } from "./economics/readReconcile.ts";
import { readReconcileFiles } from "./economics/readReconcileFiles.ts";
import { readWhaleCurve, type WhaleCurveRequest } from "./economics/readWhaleCurve.ts";
import type { DecisionReads } from "./decisions/DecisionReads.ts";
import { readLadder } from "./decisions/readLadder.ts";
import { readMaintenance } from "./decisions/readMaintenance.ts";
import { readQuadrant } from "./decisions/readQuadrant.ts";
import { readWhatIf } from "./decisions/readWhatIf.ts";
import { sourceAccounts } from "./queries/Freshness.ts";
import { readWaiting, type Waiting, type WaitingRequest } from "./links/readWaiting.ts";
import { ProjectorLag } from "./ProjectorLag.ts";
import type {
  ClientMonthsRequest,
  ClientsRequest,
  MonthsRequest,
  TimelineRequest,
} from "./ReportRequests.ts";
import { readClient } from "./read/readClient.ts";
import { readClientPage } from "./read/readClientPage.ts";
import { readCoverage } from "./read/readCoverage.ts";
import { readFreshness } from "./read/readFreshness.ts";
import { readClientMonths, readMonths } from "./read/readMonths.ts";
import { readSources } from "./read/readSources.ts";
import { readTimeline } from "./read/readTimeline.ts";
import { readUnattributed } from "./read/readUnattributed.ts";
import { readRenewals } from "./retention/readRenewals.ts";
import { readRetention } from "./retention/readRetention.ts";
import type { RetentionReads } from "./retention/RetentionReads.ts";
import { readBacktest } from "./risk/readBacktest.ts";
import { readClientRisk } from "./risk/readClientRisk.ts";
import { readModel, readModels } from "./risk/readModels.ts";
import { readRisk } from "./risk/readRisk.ts";
import { readWhatChanged } from "./risk/readWhatChanged.ts";
import type { RiskReads } from "./risk/RiskReads.ts";
import { readAccount } from "./signals/readAccount.ts";
import { readHandOver } from "./signals/readHandOver.ts";
import { readSignals } from "./signals/readSignals.ts";
import type { SignalReads } from "./signals/SignalReads.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "./ReportErrors.ts";
import { readHistory } from "./words/readHistory.ts";
import { readPlays } from "./words/readPlays.ts";
import { readTrends } from "./views/readTrends.ts";
import type { ViewReads } from "./views/ViewReads.ts";
import { readVerdicts } from "./words/readVerdicts.ts";
import type { WordReads } from "./words/WordReads.ts";

/**
 * All reports, each computed from the warehouse's views at the time of asking. The API, the page and the
 * command line call these and nothing else, so they agree. `asOf`: see docs/metrics.md; it must be a valid
 * date, today when absent. A client is asked for by its id, by a name, by the id of one merged into it, or by
 * `domain:<organisation>` while it is not linked. Every call may fail with `WarehouseError`.
 *
 * `asKnownAt` gives the same reports as they were at an earlier moment, from what had been recorded by then, with that
 * moment for now; the present ones for undefined. Good for as long as the scope.
 */
export interface ReportReads
  extends
    RiskReads,
    RetentionReads,
    SignalReads,
    DecisionReads,
    AlertReads,
    WordReads,
    ViewReads,
    ClientPageReads,
    DataReads {
  asKnownAt(knownAt: string | undefined): Effect.Effect<ReportReads, KnownAtError, Scope.Scope>;
  clients(request: ClientsRequest): Effect.Effect<ClientPage, WarehouseError | InvalidCursor>;
  client(id: string, asOf?: string): Effect.Effect<ClientAnswer, WarehouseError | UnknownClient>;
  timeline(
    id: string,
    request: TimelineRequest,
  ): Effect.Effect<TimelinePage, WarehouseError | UnknownClient | InvalidCursor>;
  /** Every month of one client, of everything the sources tell. */
  clientMonths(
    id: string,
    request: ClientMonthsRequest,
  ): Effect.Effect<ClientMonths, WarehouseError | UnknownClient>;
  /** The months of all clients and of what no client claims. */
  months(request: MonthsRequest): Effect.Effect<MonthsPage, WarehouseError | InvalidCursor>;
  /** What no client claims, ranked; the first `limit` (100) parties. */
  unattributed(asOf?: string, limit?: number): Effect.Effect<UnattributedAnswer, WarehouseError>;
  /** What waits for a client under one party. */
  waiting(request: WaitingRequest): Effect.Effect<Waiting, WarehouseError>;
  coverage(asOf?: string): Effect.Effect<CoverageAnswer, WarehouseError>;
  /** Revenue, cost to serve and net contribution over a span of days. */
  profitability(
    request: ProfitabilityRequest,
  ): Effect.Effect<
    ProfitabilityPage,
    WarehouseError | UnknownClient | InvalidCursor | InvalidSpan | InvalidCurrency
  >;
  /** Our time over a span of days. */
  effort(
    request: EffortRequest,
  ): Effect.Effect<
    EffortPage,
    WarehouseError | UnknownClient | InvalidCursor | InvalidSpan | InvalidCurrency
  >;
  /** Clients from the most to the least, cumulated. */
  whaleCurve(
    request: WhaleCurveRequest,
  ): Effect.Effect<WhaleCurveAnswer, WarehouseError | InvalidSpan | InvalidCurrency>;
  /** What clients are worth over the next three years. */
  lifetimeValues(request: LifetimeRequest): Effect.Effect<LifetimePage, WarehouseError | InvalidCursor>;
  /** The events that a figure is the sum of. `id` as above, or `internal`, `unused`, `unattributed`. */
  evidence(
    id: string,
    request: EvidenceRequest,
  ): Effect.Effect<EvidencePage, WarehouseError | UnknownClient | InvalidCursor | InvalidSpan>;
  /** A month's books beside the control totals of the sources. */
  reconcile(request: ReconcileRequest): Effect.Effect<ReconciliationAnswer, WarehouseError>;
  /** What files of the books say of a month beside what the warehouse holds of it. */
  reconcileFiles(
    request: ReconcileRequest,
    files: ReadonlyArray<SourceDocument>,
  ): Effect.Effect<SourceComparison, WarehouseError>;
  readonly freshness: Effect.Effect<FreshnessAnswer, WarehouseError>;
  readonly sources: Effect.Effect<SourcesAnswer, WarehouseError>;
  /** The accounts that anything was read from: says whether the data are somebody's, a sample or simulated. */
  readonly accounts: Effect.Effect<ReadonlyArray<string>, WarehouseError>;
  /** Succeeds when the warehouse answers. */
  readonly ready: Effect.Effect<void, WarehouseError>;
}

export class Reports extends Context.Service<Reports, ReportReads>()("@rapport/reporting/Reports") {}

type Warehouse = WarehouseReader["Service"];

/** The reports of one database; `moment` is the one it shows, null for the present. */
const reportsOf = (
  warehouse: Warehouse,
  projectorLag: Effect.Effect<number | null>,
  asKnownAt: ReportReads["asKnownAt"],
  moment: KnownMoment | null,
  known: typeof KnownWarehouses.Service,
): ReportReads => {
  const then = <A, E>(read: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    moment === null ? read : Effect.provideService(read, ReadKnownAt, moment);
  const thenOf =
    <Args extends ReadonlyArray<unknown>, A, E>(read: (...args: Args) => Effect.Effect<A, E>) =>
    (...args: Args): Effect.Effect<A, E> =>
      then(read(...args));
  return {
    asKnownAt,
    clients: thenOf(readClientPage(warehouse)),
    client: thenOf(readClient(warehouse)),
    timeline: thenOf(readTimeline(warehouse)),
    clientList: thenOf(readClientList(warehouse)),
    clientAccount: thenOf(readAccount(warehouse)),
    clientDays: thenOf(readClientDays(warehouse)),
    clientThreads: thenOf(readClientThreads(warehouse)),
    clientEvents: thenOf(readClientEvents(warehouse)),
    clientMonths: thenOf(readClientMonths(warehouse)),
    months: thenOf(readMonths(warehouse)),
    unattributed: thenOf(readUnattributed(warehouse)),
    waiting: thenOf(readWaiting(warehouse)),
    coverage: thenOf(readCoverage(warehouse)),
    profitability: thenOf(readProfitability(warehouse)),
    effort: thenOf(readEffort(warehouse)),
    whaleCurve: thenOf(readWhaleCurve(warehouse)),
    trends: thenOf(readTrends(warehouse)),
    lifetimeValues: thenOf(readLifetimeValues(warehouse)),
    evidence: thenOf(readEvidence(warehouse)),
    reconcile: thenOf(readReconcile(warehouse)),
    reconcileFiles: thenOf(readReconcileFiles(warehouse)),
    retention: thenOf(readRetention(warehouse)),
    renewals: thenOf(readRenewals(warehouse)),
    quadrant: thenOf(readQuadrant(warehouse)),
    ladder: thenOf(readLadder(warehouse)),
    maintenance: thenOf(readMaintenance(warehouse)),
    whatIf: thenOf(readWhatIf(warehouse)),
    signals: thenOf(readSignals(warehouse)),
    handOver: thenOf(readHandOver(warehouse)),
    risk: thenOf(readRisk(warehouse)),
    clientRisk: thenOf(readClientRisk(warehouse)),
    backtest: thenOf(readBacktest(warehouse)),
    whatChanged: thenOf(readWhatChanged(warehouse, known)),
    riskModels: thenOf(readModels(warehouse)),
    riskModel: thenOf(readModel(warehouse)),
    alerts: thenOf(readAlerts(warehouse)),
    history: thenOf(readHistory(warehouse)),
    verdicts: thenOf(readVerdicts(warehouse)),
    plays: thenOf(readPlays(warehouse)),
    freshness: then(readFreshness(warehouse, projectorLag)),
    settings: thenOf(readSettings(warehouse)),
    settingPreview: thenOf(previewSetting(warehouse)),
    sources: then(readSources(warehouse)),
    accounts: Effect.map(warehouse.query(sourceAccounts, {}), (rows) => rows.map((row) => row.account)),
    ready: warehouse.ping,
  };
};

/** Reports on a warehouse. */
export const ReportsLive: Layer.Layer<Reports, never, WarehouseReader> = Layer.effect(
  Reports,
  Effect.gen(function* () {
    const warehouse = yield* WarehouseReader;
    const projectorLag = yield* ProjectorLag;
    const known = yield* KnownWarehouses;
    const asKnownAt = (knownAt: string | undefined): ReturnType<ReportReads["asKnownAt"]> =>
      knownAt === undefined
        ? Effect.succeed(present)
        : Effect.map(known.at(knownAt), ({ reader, moment }) =>
            reportsOf(reader, Effect.succeed(null), asKnownAt, moment, known),
          );
    const present = reportsOf(warehouse, projectorLag, asKnownAt, null, known);
    return present;
  }),
);
