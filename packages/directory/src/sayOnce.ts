import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { eventId } from "@rapport/contracts/EventId";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import type { Saying } from "@rapport/domain/directory/InForce";
import { type EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Clock, Data, Effect, Semaphore } from "effect";
import { type DirectoryNow, directoryReader } from "./DirectoryReader.ts";
import { keyOfSaying } from "./keyOfSaying.ts";
import type { DirectoryRecord } from "./readDirectoryRecords.ts";

/** Who asks for something to be said, and under what name of the request. */
export interface SayRequest {
  readonly requestId: string;
  readonly by: string;
  /** Tells what is asked for: the same for the same request, another for another. At most 4,096 characters. */
  readonly digest: string;
}

/** What was said, now or before. */
export interface Said extends DirectoryRecord {
  readonly repeated: boolean;
  /** The directory with it. */
  readonly now: DirectoryNow;
}

/** Something else was said under the request's name. */
export class RequestTaken extends Data.TaggedError("RequestTaken")<{ readonly requestId: string }> {}

/** What somebody says through the API, by its request's name. */
export const requestEventId = (requestId: string): string => eventId("directory", `request ${requestId}`, 1);

const eventOf = (request: SayRequest, saying: Saying, recordedAt: number, occurredAt: number) =>
  ({
    id: requestEventId(request.requestId),
    version: 1,
    source: { connector: "api", account: request.by.slice(0, 255), file: "", position: request.digest },
    occurredAt,
    recordedAt,
    parties: "party" in saying.data ? [saying.data.party] : [],
    members: [],
    ...saying,
  }) as DirectoryEvent;

/** Says things into one log, each request once however often it is sent. */
export interface Speaker {
  readonly read: Effect.Effect<DirectoryNow, EventLogError>;
  /** `make` gives the saying from the directory as it is; it is not asked where the request was said before. */
  readonly sayOnce: <E, R>(
    request: SayRequest,
    make: (now: DirectoryNow) => Effect.Effect<Saying, E, R>,
  ) => Effect.Effect<Said, E | EventLogError | RequestTaken, R>;
}

const saidBefore = (now: DirectoryNow, { requestId, digest }: SayRequest) => {
  const record = now.byId.get(requestEventId(requestId));
  if (record === undefined) return Effect.succeed(null);
  return record.event.source.position === digest
    ? Effect.succeed({ ...record, repeated: true, now })
    : Effect.fail(new RequestTaken({ requestId }));
};

/** One for each process: what it says is said one after the other, behind everything said before. */
export const speakerOf = (log: EventLog["Service"]): Effect.Effect<Speaker> =>
  Effect.gen(function* () {
    const read = yield* directoryReader(log);
    const turn = yield* Semaphore.make(1);
    const append = (request: SayRequest, saying: Saying) =>
      Effect.gen(function* () {
        const now = yield* read;
        // Two of one request may have come at once.
        const before = yield* saidBefore(now, request);
        if (before !== null) return before;
        const clock = yield* Clock.currentTimeMillis;
        const latest = now.records.reduce((last, { event }) => Math.max(last, event.occurredAt), 0);
        const event = eventOf(request, saying, clock, Math.max(clock, latest + 1));
        yield* log.append(topics.directory.name, [recordOfEvent(keyOfSaying(event), event)]);
        const after = yield* read;
        return { ...after.byId.get(event.id)!, repeated: false, now: after };
      });
    return {
      read,
      sayOnce: (request, make) =>
        Effect.gen(function* () {
          const now = yield* read;
          const before = yield* saidBefore(now, request);
          if (before !== null) return before;
          const saying = yield* make(now);
          return yield* turn.withPermits(1)(append(request, saying));
        }),
    };
  });
