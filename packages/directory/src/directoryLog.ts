import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { eventId } from "@rapport/contracts/EventId";
import { topics } from "@rapport/contracts/Topics";
import { foldWords } from "@rapport/domain/decisions/words/foldWords";
import type { Words } from "@rapport/domain/decisions/words/Words";
import type { Saying } from "@rapport/domain/directory/InForce";
import { type EconomicsDirectory, foldEconomics } from "@rapport/domain/economics/settings/foldEconomics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Clock, Effect } from "effect";
import { type DirectoryState, directoryState } from "./DirectoryState.ts";

const readAtOnce = 1_000;
const appendAtOnce = 5_000;

const readEvents: Effect.Effect<ReadonlyArray<DirectoryEvent>, EventLogError, EventLog> = Effect.gen(
  function* () {
    const log = yield* EventLog;
    const { name, partitions } = topics.directory;
    const events: Array<DirectoryEvent> = [];
    for (let partition = 0; partition < partitions; partition++) {
      for (let offset = 0; ;) {
        const records = yield* log.read(name, partition, offset, readAtOnce);
        if (records.length === 0) break;
        offset = records[records.length - 1]!.offset + 1;
        for (const record of records) {
          const decoded = decodeEvent(name, record.value);
          // The topic's contract admits directory events alone.
          if (decoded.ok) events.push(decoded.event as DirectoryEvent);
        }
      }
    }
    return events;
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
      return recordOfEvent(keyOf(event), event);
    });
    for (let at = 0; at < records.length; at += appendAtOnce)
      yield* log.append(topics.directory.name, records.slice(at, at + appendAtOnce));
  });

/** What is said of one thing stays in order: the client, the member, the contact, the calendar, the month, the setting, the firm. */
const keyOf = ({ data }: DirectoryEvent): string => {
  if ("clientId" in data) return data.clientId;
  if ("into" in data) return data.into;
  if ("memberId" in data) return data.memberId;
  if ("party" in data) return data.party;
  if ("calendarId" in data) return data.calendarId;
  if ("month" in data) return data.month;
  return "key" in data ? data.key : "firm";
};
