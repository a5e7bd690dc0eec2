import type { LiveEvent, LivePart, LiveVersions } from "@rapport/contracts/http/live/Live";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Clock, Context, Effect, Layer, Queue, Semaphore, Stream } from "effect";
import { directoryRecords, liveMarks } from "../queries/LiveMarks.ts";
import { readFreshness } from "../read/readFreshness.ts";
import { ProjectorLag } from "../ProjectorLag.ts";
import { LiveReaders } from "./LiveReaders.ts";
import { advance, type Holdings, holdingsOf, movedBetween, versionsFrom } from "./versions.ts";

/** What moved is told within this time of being in the warehouse. */
const lookEvery = "1 second";
/** Something is sent that often even where nothing moved: a connection that nothing passes through is soon closed. */
const atLeastEveryMs = 15_000;
/** Who takes nothing for that long is not there any more. */
const patienceMs = 60_000;

/** Tells all who listen that figures changed. The warehouse is asked once for all of them, and only while somebody listens. */
export class LiveFeed extends Context.Service<
  LiveFeed,
  {
    /** Events as they are sent, beginning with how things stand. `drop` is called for a reader that reads nothing. */
    listen(drop: () => void): Effect.Effect<Stream.Stream<Uint8Array>, WarehouseError>;
    /** How many listen. */
    readonly listeners: () => number;
  }
>()("@rapport/reporting/LiveFeed") {}

interface Known {
  readonly marks: string;
  readonly holdings: Holdings;
  readonly versions: LiveVersions;
  readonly sentMs: number;
  readonly bytes: Uint8Array;
}

const utf8 = new TextEncoder();
const bytesOf = (event: LiveEvent): Uint8Array => utf8.encode(`data: ${JSON.stringify(event)}\n\n`);

const make = Effect.gen(function* () {
  const warehouse = yield* WarehouseReader;
  const lag = yield* ProjectorLag;
  const one = yield* Semaphore.make(1);
  const readers = new LiveReaders(patienceMs);
  let known: Known | null = null;

  /** Sends how things stand now to all. */
  const tell = Effect.fnUntraced(function* (
    rest: Pick<Known, "marks" | "holdings" | "versions">,
    moved: ReadonlyArray<LivePart>,
  ) {
    const freshness = yield* readFreshness(warehouse, lag);
    const sentMs = yield* Clock.currentTimeMillis;
    const at = new Date(sentMs).toISOString();
    const bytes = bytesOf({ at, moved: [...moved], versions: rest.versions, freshness });
    known = { ...rest, sentMs, bytes };
    readers.send(bytes, sentMs);
  });

  /** Looks whether anything moved, and tells. */
  const look = Effect.gen(function* () {
    const rows = yield* warehouse.query(liveMarks, {});
    const marks = rows
      .map(({ name, version }) => `${name}=${version}`)
      .toSorted()
      .join("\n");
    const before = known;
    const nowMs = yield* Clock.currentTimeMillis;
    if (before?.marks === marks)
      return nowMs - before.sentMs < atLeastEveryMs ? undefined : yield* tell(before, []);
    const holdings = holdingsOf(rows, yield* warehouse.query(directoryRecords, {}));
    const moved = before === null ? [] : movedBetween(before.holdings, holdings);
    const versions = before === null ? versionsFrom(nowMs) : advance(before.versions, moved);
    return yield* tell({ marks, holdings, versions }, moved);
  }).pipe(one.withPermits(1), Effect.withSpan("LiveFeed.look"));

  const whileSomebodyListens = Effect.gen(function* () {
    yield* Effect.sleep(lookEvery);
    if (readers.count > 0) yield* Effect.catch(look, (error) => Effect.logDebug(error.message));
  });
  yield* Effect.forkScoped(Effect.forever(whileSomebodyListens));

  const listen = Effect.fnUntraced(function* (drop: () => void) {
    // Whoever comes while nobody listened is told how things stand now, not then.
    if (known === null || readers.count === 0) yield* look;
    return Stream.unwrap(
      Effect.gen(function* () {
        const queue = yield* Queue.sliding<Uint8Array>(1);
        yield* Effect.acquireRelease(
          Effect.sync(() => readers.add(queue, drop)),
          (leave) => Effect.sync(leave),
        );
        if (known !== null) Queue.offerUnsafe(queue, known.bytes);
        return Stream.fromQueue(queue);
      }),
    );
  });
  return LiveFeed.of({ listen, listeners: () => readers.count });
});

/** One for each process. */
export const LiveFeedLive: Layer.Layer<LiveFeed, never, WarehouseReader> = Layer.effect(LiveFeed, make);
