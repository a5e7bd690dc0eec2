import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { eventId } from "@rapport/contracts/EventId";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import type { Words } from "@rapport/domain/decisions/words/Words";
import type { Saying } from "@rapport/domain/directory/InForce";
import { type EconomicsDirectory, foldEconomics } from "@rapport/domain/economics/settings/foldEconomics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Clock, Effect } from "effect";
import { type DirectoryState, directoryState } from "./DirectoryState.ts";
import { keyOfSaying } from "./keyOfSaying.ts";
import { nothingRead, readDirectoryRecords } from "./readDirectoryRecords.ts";

const appendAtOnce = 5_000;

const readEvents: Effect.Effect<ReadonlyArray<DirectoryEvent>, EventLogError, EventLog> = Effect.gen(
  function* () {
    const records = yield* readDirectoryRecords(yield* EventLog, nothingRead);
    return records.map(({ event }) => event);
  },
);

/** The directory as the log has it now. Records that no contract accepts are the projector's to report. */
export const readDirectory: Effect.Effect<DirectoryState, EventLogError, EventLog> = Effect.map(
  readEvents,
  directoryState,
);

/** Settings and closed months as the log has them now. */
export const readEconomics: Effect.Effect<EconomicsDirectory, EventLogError, EventLog> = Effect.map(
  readEvents,
  foldEconomics,
);

/** What people have said of clients, up to words about days to come. */
export const readWords: Effect.Effect<Words, EventLogError, EventLog> = Effect.map(readEvents, (events) => {
  const { countedAs } = directoryState(events);
  return foldWords(events, "9999-12-31", (id) => countedAs.get(id) ?? id);
});

/**
 * Appends directory events, said now on this machine, behind everything said before: a clock that was set
 * back, or a thousand events of one call, must not let an earlier word win.
 */
export const say = (sayings: ReadonlyArray<Saying>): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const now = yield* Clock.currentTimeMillis;
    const latest = (yield* readEvents).reduce((last, event) => Math.max(last, event.occurredAt), 0);
    const first = Math.max(now, latest + 1);
    const records = sayings.map((saying, i) => {
      // One call's events keep their order: each its own millisecond.
      const occurredAt = first + i;
      const sourceId = `${saying.type} ${occurredAt} ${JSON.stringify(saying.data)}`;
      const event = {
        id: eventId("directory", sourceId, 1),
        version: 1,
        source: { connector: "cli", account: "local", file: "", position: "" },
        occurredAt,
        recordedAt: now,
        parties: "party" in saying.data ? [saying.data.party] : [],
        members: [],
        ...saying,
      } as DirectoryEvent;
      return recordOfEvent(keyOfSaying(event), event);
    });
    for (let at = 0; at < records.length; at += appendAtOnce)
      yield* log.append(topics.directory.name, records.slice(at, at + appendAtOnce));
  });
