import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { projectedTopics, projectorGroup } from "./config.ts";
import { parseIntent } from "./Intent.ts";

/** Next offset per partition, per topic: of the log's end, or of what is projected. */
export type Positions = Readonly<Record<string, ReadonlyArray<number>>>;

const gather = <E, R>(
  of: (topic: string) => Effect.Effect<ReadonlyArray<number>, E, R>,
): Effect.Effect<Positions, E, R> =>
  Effect.map(
    Effect.forEach(projectedTopics, (topic) => Effect.map(of(topic), (p) => [topic, p] as const)),
    (entries) => Object.fromEntries(entries),
  );

/** Where the log ends now. */
export const endPositions: Effect.Effect<Positions, EventLogError, EventLog> = Effect.gen(function* () {
  const log = yield* EventLog;
  return yield* gather((topic) => retrying(log.endOffsets(topic)));
});

/** How far the projector has committed: everything below is in the warehouse. */
export const committedPositions: Effect.Effect<Positions, EventLogError, EventLog> = Effect.gen(function* () {
  const log = yield* EventLog;
  return yield* gather((topic) =>
    Effect.map(retrying(log.committed(projectorGroup, topic)), (offsets) =>
      offsets.toSorted((a, b) => a.partition - b.partition).map((o) => o.offset),
    ),
  );
});

/**
 * How far whoever projects may have written: what is committed, or the end of the range that is being projected
 * (`Intent`). An intent is committed before its first insert, so nothing was inserted beyond.
 */
export const positionsUnderWay: Effect.Effect<Positions, EventLogError, EventLog> = Effect.gen(function* () {
  const log = yield* EventLog;
  return yield* gather((topic) =>
    Effect.map(retrying(log.committed(projectorGroup, topic)), (offsets) =>
      offsets
        .toSorted((a, b) => a.partition - b.partition)
        .map(({ offset, metadata }) => Math.max(offset, (parseIntent(metadata)?.hi ?? -1) + 1)),
    ),
  );
});

/** True when `reached` is nowhere behind `target`. */
export const covers = (reached: Positions, target: Positions): boolean =>
  Object.entries(target).every(([topic, offsets]) =>
    offsets.every((offset, p) => (reached[topic]?.[p] ?? 0) >= offset),
  );

/** Records in all, and between two positions: `to` is expected ahead. */
export const total = (positions: Positions): number =>
  Object.values(positions).reduce((sum, offsets) => sum + offsets.reduce((a, b) => a + b, 0), 0);

/** True when `topic` has moved from one position to the other. */
export const moved = (from: Positions, to: Positions, topic: string): boolean =>
  (to[topic] ?? []).some((offset, p) => offset !== (from[topic]?.[p] ?? 0));

export const formatPositions = (positions: Positions): string => JSON.stringify(positions);

/** Reads what `formatPositions` wrote; nothing, or something else, counts as the very beginning. */
export const parsePositions = (text: string | undefined): Positions => {
  if (text === undefined) return {};
  const json: unknown = JSON.parse(text);
  if (typeof json !== "object" || json === null) return {};
  return Object.fromEntries(
    Object.entries(json).flatMap(([topic, offsets]) =>
      Array.isArray(offsets) && offsets.every((o) => Number.isSafeInteger(o))
        ? [[topic, offsets as ReadonlyArray<number>]]
        : [],
    ),
  );
};
