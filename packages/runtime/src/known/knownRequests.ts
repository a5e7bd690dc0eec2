import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { momentOfStamp, stampOfMoment } from "@rapport/warehouse/known/knownDatabase";
import { Clock, Effect, Random, Schedule, Schema } from "effect";

/*
 * How somebody asks the projector for a database of an earlier moment, and what it answers: checkpoints in the log, so
 * that it works between processes and outlives them. A request is a text that is new each time; it begins with the time
 * of asking, by which is told what is in use. The bell saves the projector looking for requests.
 */

const requestPrefix = "projector.known.request.";
const statusPrefix = "projector.known.status.";
const bellName = "projector.known.bell";

const Status = Schema.fromJsonString(
  Schema.Union([
    Schema.Struct({
      request: Schema.String,
      state: Schema.Literal("running"),
      unit: Schema.Literals(["records", "months"]),
      done: Schema.Finite,
      total: Schema.Finite,
    }),
    Schema.Struct({ request: Schema.String, state: Schema.Literal("done") }),
    Schema.Struct({ request: Schema.String, state: Schema.Literal("failed"), detail: Schema.String }),
  ]),
);
/** What became of the last request of a moment that was served. First records of the log are gone through, then months derived. */
export type KnownStatus = typeof Status.Type;

/** How far the making of a database is. */
export interface KnownProgress {
  readonly unit: "records" | "months";
  readonly done: number;
  readonly total: number;
}

type Logged<A> = Effect.Effect<A, EventLogError, EventLog>;

const again = Schedule.exponential("50 millis").pipe(Schedule.upTo({ times: 6 }));
const retrying = <A>(effect: Effect.Effect<A, EventLogError>): Effect.Effect<A, EventLogError> =>
  Effect.retry(effect, { schedule: again, while: (error) => error.retriable });

const read = (names: ReadonlyArray<string>): Logged<ReadonlyMap<string, string>> =>
  Effect.flatMap(EventLog, (log) => retrying(log.checkpoints(names)));
const write = (values: Readonly<Record<string, string>>): Logged<void> =>
  Effect.flatMap(EventLog, (log) => {
    const checkpoints = Object.entries(values).map(([name, value]) => ({ name, value }));
    return retrying(Effect.asVoid(log.append(topics.directory.name, [], checkpoints)));
  });

/** Asks for the database of a moment, or says that it is in use; answers the request's text. */
export const requestKnown = (momentMs: number): Logged<string> =>
  Effect.gen(function* () {
    const request = `${yield* Clock.currentTimeMillis}-${yield* Random.nextIntBetween(0, 2 ** 31)}`;
    yield* write({ [`${requestPrefix}${stampOfMoment(momentMs)}`]: request, [bellName]: request });
    return request;
  });

/** UTC ms at which a request was made. */
export const requestedAt = (request: string): number => Number(request.split("-")[0] ?? "0") || 0;

/** Changes with every request. */
export const knownBell: Logged<string | undefined> = Effect.map(read([bellName]), (values) =>
  values.get(bellName),
);

const statusOf = (text: string | undefined): Effect.Effect<KnownStatus | null> =>
  // What another version wrote is no reason to stop; the request is then served again.
  text === undefined
    ? Effect.succeed(null)
    : Effect.orElseSucceed(Schema.decodeEffect(Status)(text), () => null);

export const readKnownStatus = (momentMs: number): Logged<KnownStatus | null> => {
  const name = `${statusPrefix}${stampOfMoment(momentMs)}`;
  return Effect.flatMap(read([name]), (values) => statusOf(values.get(name)));
};

export const writeKnownStatus = (momentMs: number, status: KnownStatus): Logged<void> =>
  write({ [`${statusPrefix}${stampOfMoment(momentMs)}`]: JSON.stringify(status) });

const atOnce = 500;

/** The last request of every moment that was ever asked for. */
export const knownRequests: Logged<
  ReadonlyArray<{ readonly momentMs: number; readonly request: string; readonly status: KnownStatus | null }>
> = Effect.gen(function* () {
  const log = yield* EventLog;
  const found: Array<{ momentMs: number; request: string }> = [];
  for (let after = requestPrefix; ;) {
    const page = yield* retrying(log.checkpointsAfter(after, atOnce));
    for (const { name, value } of page) {
      const momentMs = name.startsWith(requestPrefix)
        ? momentOfStamp(name.slice(requestPrefix.length))
        : null;
      if (momentMs !== null) found.push({ momentMs, request: value });
    }
    const last = page.at(-1)?.name;
    if (last === undefined || !last.startsWith(requestPrefix)) break;
    after = last;
  }
  return yield* Effect.forEach(found, (one) =>
    Effect.map(readKnownStatus(one.momentMs), (status) => ({ ...one, status })),
  );
});
