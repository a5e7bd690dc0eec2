import { decodeEvent } from "@rapport/contracts/EventCodec";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import type { EventLog, EventLogError, LogRecord, NewRecord } from "@rapport/event-log/EventLog";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { type LogDigest, makeDigest } from "./logDigest.ts";

export type Log = EventLog["Service"];

/** The target is not a copy of the source's beginning: nothing may be added to it. */
export const notACopy = (what: string): Refusal =>
  new Refusal({
    what,
    action:
      "Copy into an empty log: delete the target's topics and run `rapport topics apply`, or take another KAFKA_PREFIX (another --data).",
    code: exitCodes.failure,
  });

export interface Partition {
  readonly topic: string;
  readonly partition: number;
}

export interface CopiedPartition extends Partition {
  /** Records of both, in the end. */
  readonly records: number;
  /** Of these, appended now. */
  readonly copied: number;
  /** SHA-256 of keys and values in order; of both. */
  readonly hash: string;
}

const atOnce = 1_000;

/** Every record from `from` to `to`, page by page, in order. A gap, or an end before `to`, is refused. */
const eachPage = <E, R>(
  log: Log,
  { topic, partition }: Partition,
  range: { readonly from: number; readonly to: number },
  use: (records: ReadonlyArray<LogRecord>) => Effect.Effect<void, E, R>,
): Effect.Effect<void, E | EventLogError | Refusal, R> =>
  Effect.gen(function* () {
    for (let at = range.from; at < range.to;) {
      const page = yield* log.read(topic, partition, at, Math.min(atOnce, range.to - at));
      if (page[0]?.offset !== at || page.at(-1)!.offset !== at + page.length - 1)
        return yield* notACopy(`${topic}/${partition} has no record ${at}, though it ends at ${range.to}`);
      yield* use(page);
      at += page.length;
    }
  });

interface Sides {
  readonly source: Log;
  readonly target: Log;
  /** So many records of the source were compared or appended. */
  readonly onRecords: (count: number) => Effect.Effect<void>;
}

/** A partition whose records in the target are the first of the source's; `here` and `there` have seen these. */
export interface BegunPartition extends Partition {
  readonly sourceEnd: number;
  readonly targetEnd: number;
  readonly here: LogDigest;
  readonly there: LogDigest;
}

const nameOf = ({ topic, partition }: Partition): string => `${topic}/${partition}`;

const agree = ({ here, there, ...at }: BegunPartition, to: number): Effect.Effect<void, Refusal> =>
  here.hash() === there.hash()
    ? Effect.void
    : Effect.fail(notACopy(`${nameOf(at)} of the target differs from the source before record ${to}`));

/** Compares what stands in the target with the source; changes nothing. Refuses when it differs, or is more. */
export const comparePartition = (
  { source, target, onRecords }: Sides,
  at: Partition,
  ends: { readonly source: number; readonly target: number },
): Effect.Effect<BegunPartition, EventLogError | Refusal> =>
  Effect.gen(function* () {
    if (ends.target > ends.source)
      return yield* notACopy(
        `${nameOf(at)} of the target has ${ends.target} records, the source ${ends.source}: the target has gone on by itself`,
      );
    const begun: BegunPartition = {
      ...at,
      sourceEnd: ends.source,
      targetEnd: ends.target,
      here: makeDigest(),
      there: makeDigest(),
    };
    yield* eachPage(source, at, { from: 0, to: ends.target }, (page) =>
      Effect.gen(function* () {
        begun.here.addRecords(page);
        const range = { from: page[0]!.offset, to: page.at(-1)!.offset + 1 };
        yield* eachPage(target, at, range, (same) => Effect.sync(() => begun.there.addRecords(same)));
        yield* agree(begun, range.to);
        yield* onRecords(page.length);
      }),
    );
    return begun;
  });

/** The record as its producer would append it to this log: the value byte for byte, the headers told from it. */
const asAppended =
  (topic: string) =>
  ({ key, value }: LogRecord): NewRecord => {
    const decoded = decodeEvent(topic, value);
    return decoded.ok ? { key, value, headers: recordOfEvent(key, decoded.event).headers } : { key, value };
  };

/** Appends one page, and makes sure that it came to stand where it stands in the source. */
const appendPage = (target: Log, at: Partition, page: ReadonlyArray<LogRecord>) =>
  Effect.gen(function* () {
    const firstOffset = page[0]!.offset;
    const { partitions } = yield* target.append(at.topic, page.map(asAppended(at.topic)));
    const [stands, ...elsewhere] = partitions;
    const inPlace =
      stands?.partition === at.partition &&
      stands.firstOffset === firstOffset &&
      stands.count === page.length;
    if (!inPlace || elsewhere.length > 0)
      return yield* notACopy(
        `record ${firstOffset} of ${nameOf(at)} came to stand elsewhere in the target: somebody else writes to it`,
      );
  });

/** Appends what the target lacks, and reads it back: in the end both sides are the same by count and hash. */
export const extendPartition = (
  { source, target, onRecords }: Sides,
  begun: BegunPartition,
): Effect.Effect<CopiedPartition, EventLogError | Refusal> =>
  Effect.gen(function* () {
    const { topic, partition, sourceEnd, targetEnd, here, there } = begun;
    const rest = { from: targetEnd, to: sourceEnd };
    yield* eachPage(source, begun, rest, (page) =>
      Effect.gen(function* () {
        here.addRecords(page);
        yield* appendPage(target, begun, page);
        yield* onRecords(page.length);
      }),
    );
    yield* eachPage(target, begun, rest, (page) => Effect.sync(() => there.addRecords(page)));
    yield* agree(begun, sourceEnd);
    return { topic, partition, records: here.count(), copied: sourceEnd - targetEnd, hash: here.hash() };
  });
