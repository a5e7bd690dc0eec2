import type { HistoryItem, HistoryPage } from "@rapport/contracts/http/words/History";
import type { Alert } from "@rapport/domain/decisions/alerts/Alert";
import { wordText } from "@rapport/domain/decisions/history/wordText";
import { wordBy, wordId } from "@rapport/domain/decisions/words/WordEvent";
import type { HistoryWord } from "@rapport/domain/decisions/words/Words";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { readAllAlerts } from "../alerts/readAlerts.ts";
import { alertText, stateText } from "../alerts/alertText.ts";
import { resolveAsOf } from "../AsOf.ts";
import { readWordsOn } from "../decisions/readWordsOn.ts";
import { pageOfRows } from "../economics/orderRows.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { pageSize } from "../read/pageSize.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { type InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import { sundayOf } from "../risk/riskWeek.ts";
import { machineSays } from "./machineSays.ts";
import { type ScoredWeek, scoreSeries } from "./scoreQueries.ts";
import type { HistoryRequest } from "./WordReads.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

/** Words beside which it is told what the machine said. */
const judged: ReadonlySet<string> = new Set([
  "verdict.given",
  "decision.made",
  "play.started",
  "client.ended",
]);

const itemOf = (
  { event, clientId, day, undone }: HistoryWord,
  scores: ReadonlyArray<ScoredWeek>,
): HistoryItem => {
  const score = judged.has(event.type) ? scores.findLast(({ week }) => sundayOf(week) <= day) : undefined;
  return {
    eventId: event.id,
    type: event.type,
    wordId: wordId(event),
    on: day,
    saidAt: iso(event.occurredAt),
    recordedAt: iso(event.recordedAt),
    by: wordBy(event),
    text: wordText(event),
    undone,
    evidence: event.type === "decision.made" ? [...event.data.evidence] : [],
    machine: score === undefined ? null : machineSays(clientId, score),
  };
};

const itemOfAlert = (alert: Alert, budget: number): HistoryItem => {
  const dropped = stateText(alert, budget);
  return {
    eventId: alert.id,
    type: "alert",
    wordId: null,
    on: alert.raisedOn,
    saidAt: iso(Date.parse(alert.raisedOn) + 86_400_000),
    recordedAt: null,
    by: null,
    text: dropped === null ? alertText(alert) : `${alertText(alert)} (${dropped})`,
    undone: null,
    evidence: [],
    machine: null,
  };
};

/** By day, of one day by when it was said, newest first; ids make the order total. */
const later = (a: HistoryItem, b: HistoryItem): number => {
  const [x, y] = [
    [a.on, a.saidAt, a.eventId],
    [b.on, b.saidAt, b.eventId],
  ];
  for (const i of [0, 1, 2]) if (x[i] !== y[i]) return x[i]! < y[i]! ? 1 : -1;
  return 0;
};

/** Everything said of a client and the alerts about it, newest first. */
export const readHistory = (warehouse: Warehouse) =>
  Effect.fn("Reports.history")(function* (
    id: string,
    request: HistoryRequest,
  ): Effect.fn.Return<HistoryPage, WarehouseError | UnknownClient | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { party, name, kind } = yield* resolveParty(warehouse, id);
    if (kind !== "client") return yield* new UnknownClient({ id });
    const [words, series, { alerts, terms }, firmConfigured] = yield* Effect.all(
      [
        readWordsOn(warehouse, asOf.day),
        warehouse.query(scoreSeries, { day: asOf.day, party }),
        readAllAlerts(warehouse, asOf.day),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    const scores = series[0]?.weeks ?? [];
    const items = [
      ...words.all.filter(({ clientId }) => clientId === party).map((word) => itemOf(word, scores)),
      ...alerts.filter((alert) => alert.party === party).map((alert) => itemOfAlert(alert, terms.budget)),
    ].toSorted(later);
    const page = yield* pageOfRows(
      items.map((item) => ({ id: item.eventId, name: "", state: null, item })),
      request.limit ?? pageSize,
      request.cursor,
    );
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      client: { id: party, name: name ?? party },
      total: items.length,
      items: page.rows.map(({ item }) => item),
      nextCursor: page.nextCursor,
    };
  });
