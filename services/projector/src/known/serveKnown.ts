import { isUnsettled } from "@rapport/runtime/known/askForKnown";
import {
  knownBell,
  type KnownProgress,
  knownRequests,
  type KnownStatus,
  requestedAt,
  writeKnownStatus,
} from "@rapport/runtime/known/knownRequests";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { Clock, Duration, Effect } from "effect";
import type { ProjectorOptions } from "../config.ts";
import type { ProjectorState } from "../ProjectorState.ts";
import { fillKnown } from "./fillKnown.ts";
import { type KnownStanding, KnownStores, type KnownStoresApi } from "./KnownStores.ts";

const lookAgainMs = 500;
const tellEveryMs = 500;
/** Longer than those who read a database are silent about it. */
const inUseMs = 900_000;

interface Request {
  readonly momentMs: number;
  readonly request: string;
  readonly status: KnownStatus | null;
}

/** Not answered yet, and not so old that nobody can be waiting for it any more. */
const isOpen =
  (now: number) =>
  ({ request, status }: Request): boolean =>
    (status?.request !== request || status.state === "running") && now - requestedAt(request) <= inUseMs;

/** Drops what of its kind is no good any more: half made, or by other code, or before a rebuild. */
const sweep = (stores: KnownStoresApi, epoch: number) =>
  Effect.gen(function* () {
    for (const { momentMs, made } of yield* retrying(stores.list))
      if (made === null || made.by !== stores.maker || made.epoch !== epoch)
        yield* retrying(stores.drop(momentMs));
  }).pipe(
    // A server may refuse this and nothing else: projecting goes on without.
    Effect.catch((error) => Effect.logWarning(`databases of earlier moments: ${error.message}`)),
  );

/** Drops the databases that were not used for longest, until there is room for one more beside those in use. */
const makeRoom = (
  stores: KnownStoresApi,
  standing: ReadonlyArray<KnownStanding>,
  requests: ReadonlyArray<Request>,
) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    const usedAt = new Map(requests.map(({ momentMs, request }) => [momentMs, requestedAt(request)]));
    const idle = standing
      .map(({ momentMs }) => ({ momentMs, used: usedAt.get(momentMs) ?? 0 }))
      .filter(({ used }) => now - used > inUseMs)
      .toSorted((a, b) => a.used - b.used);
    const surplus = standing.length + 1 - stores.kept;
    for (const { momentMs } of idle.slice(0, Math.max(0, surplus))) {
      yield* retrying(stores.drop(momentMs));
      yield* Effect.logInfo(
        `dropped what was known at ${new Date(momentMs).toISOString()}: not used for long`,
      );
    }
  });

/** Makes the database of a moment, telling how far it is where the asker looks. */
const make = (
  state: ProjectorState,
  options: ProjectorOptions,
  stores: KnownStoresApi,
  { momentMs, request }: Request,
) =>
  Effect.gen(function* () {
    let progress: KnownProgress = { unit: "records", done: 0, total: 0 };
    const advance = (now: KnownProgress) => Effect.sync(() => void (progress = now));
    const tell = Effect.suspend(() =>
      writeKnownStatus(momentMs, { request, state: "running", ...progress }),
    ).pipe(Effect.andThen(Effect.sleep(tellEveryMs)));
    const epoch = state.epoch;
    const filled = stores.make(momentMs, epoch, (known) => fillKnown(stores, known, options, epoch, advance));
    const [took] = yield* Effect.timed(Effect.raceFirst(filled, Effect.forever(tell)));
    yield* Effect.logInfo(`put together what was known at ${new Date(momentMs).toISOString()}`, {
      elapsedMs: Math.round(Duration.toMillis(took)),
    });
  });

const serve = (
  state: ProjectorState,
  options: ProjectorOptions,
  stores: KnownStoresApi,
  asked: Request,
  requests: ReadonlyArray<Request>,
) =>
  Effect.gen(function* () {
    const { momentMs, request } = asked;
    const standing = yield* retrying(stores.list);
    const found = standing.find((one) => one.momentMs === momentMs);
    const now = yield* Clock.currentTimeMillis;
    const good = found?.made != null && !isUnsettled(momentMs, found.made.ms, now);
    if (!good) {
      const others = standing.filter((one) => one.momentMs !== momentMs);
      yield* makeRoom(stores, others, requests);
      yield* make(state, options, stores, asked);
    }
    yield* writeKnownStatus(momentMs, { request, state: "done" });
  }).pipe(
    Effect.catch((error) =>
      Effect.andThen(
        Effect.logError(`what was known at ${new Date(asked.momentMs).toISOString()}: ${error.message}`),
        writeKnownStatus(asked.momentMs, { request: asked.request, state: "failed", detail: error.message }),
      ),
    ),
  );

/**
 * Makes the databases of earlier moments that somebody asks for (`requestKnown`), one at a time, for ever. A request
 * that was not answered, because the process ended amid it, is served again from the start. A failure is answered and
 * does not stop the projector. Does nothing where earlier moments are not served (`KnownStores`).
 */
export const serveKnown = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const stores = yield* KnownStores;
    if (stores === null) return yield* Effect.never;
    let sweptEpoch = -1;
    let heard: string | undefined;
    let first = true;
    return yield* Effect.gen(function* () {
      const bell = yield* knownBell;
      if (sweptEpoch !== state.epoch) {
        yield* sweep(stores, state.epoch);
        sweptEpoch = state.epoch;
      }
      if (first || bell !== heard) {
        first = false;
        heard = bell;
        const requests = yield* knownRequests;
        const open = requests.filter(isOpen(yield* Clock.currentTimeMillis));
        for (const request of open.toSorted((a, b) => requestedAt(a.request) - requestedAt(b.request)))
          yield* serve(state, options, stores, request, requests);
      }
      yield* Effect.sleep(lookAgainMs);
    }).pipe(Effect.forever);
  });
