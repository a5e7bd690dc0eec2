import type { SourcesAnswer } from "@rapport/contracts/http/Freshness";
import { topics } from "@rapport/contracts/Topics";
import { type MessageFact, sourceFigures, type SourceTotals } from "@rapport/domain/SourceFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect, Stream } from "effect";
import { readSourceWork } from "./readSourceWork.ts";
import type { Warehouse } from "./Warehouse.ts";
import { allFacts, factsOfSource, type SourceFactRow, sourceTotals } from "../queries/Sources.ts";

const factOf = (row: SourceFactRow): MessageFact => ({
  messageId: row.message_id === "" ? null : row.message_id,
  from: row.from_address,
  inReplyTo: row.in_reply_to === "" ? null : row.in_reply_to,
  references: row.references,
  occurredAt: row.occurred_ms,
  timeSource: row.time_source,
  utcOffsetMinutes: row.utc_offset_minutes,
  automatic: row.automatic,
});

const collect = (rows: Stream.Stream<ReadonlyArray<SourceFactRow>, WarehouseError>) =>
  Stream.runFold(
    rows,
    (): Array<MessageFact> => [],
    (facts, chunk) => {
      for (const row of chunk) facts.push(factOf(row));
      return facts;
    },
  );

const sumOf = (totals: ReadonlyArray<SourceTotals>): SourceTotals => ({
  files: totals.reduce((n, t) => n + t.files, 0),
  messages: totals.reduce((n, t) => n + t.messages, 0),
  unreadable: totals.reduce((n, t) => n + t.unreadable, 0),
});

/**
 * The source figures from the warehouse, over all sources and of each, by the same function that `inspect`
 * uses on the files. A message seen in several sources counts in each, and once in the total.
 */
export const readSources = (warehouse: Warehouse): Effect.Effect<SourcesAnswer, WarehouseError> =>
  Effect.gen(function* () {
    const totals = yield* warehouse.query(sourceTotals, { topic: topics.interactions.name });
    const total = sourceFigures(sumOf(totals), yield* collect(warehouse.stream(allFacts, {})));
    const figuresOf = ({ connector, account, ...own }: (typeof totals)[number]) =>
      Effect.map(collect(warehouse.stream(factsOfSource, { connector, account })), (facts) =>
        sourceFigures(own, facts),
      );
    const sources = yield* Effect.forEach(totals, (row) =>
      Effect.map(totals.length === 1 ? Effect.succeed(total) : figuresOf(row), (figures) => ({
        connector: row.connector,
        account: row.account,
        figures,
      })),
    );
    return { total, sources, ...(yield* readSourceWork(warehouse)) };
  }).pipe(Effect.withSpan("Reports.sources"));
