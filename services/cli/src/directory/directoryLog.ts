import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { decodeEvent, encodeEvent } from "@rapport/contracts/EventCodec";
import { eventId } from "@rapport/contracts/EventId";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Clock, Effect } from "effect";
import { type DirectoryState, directoryState } from "./DirectoryState.ts";

const readAtOnce = 1_000;

/** The directory as the log has it now. Records that no contract accepts are the projector's to report. */
export const readDirectory: Effect.Effect<DirectoryState, EventLogError, EventLog> = Effect.gen(function* () {
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
  return directoryState(events);
});

/** What a directory event says, without what every event carries. */
export type Saying = {
  [T in DirectoryEvent["type"]]: Pick<Extract<DirectoryEvent, { type: T }>, "type" | "data">;
}[DirectoryEvent["type"]];

/** Appends directory events, said now on this machine. The key is the client, or the firm. */
export const say = (sayings: ReadonlyArray<Saying>): Effect.Effect<void, EventLogError, EventLog> =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const now = yield* Clock.currentTimeMillis;
    const records = sayings.map((saying, i) => {
      // One call's events keep their order: each its own millisecond.
      const occurredAt = now + i;
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
      return { key: keyOf(event), value: encodeEvent(event) };
    });
    yield* log.append(topics.directory.name, records);
  });

/** What is said of one thing stays in order: the client, the member, the contact, the calendar, the firm. */
const keyOf = ({ data }: DirectoryEvent): string => {
  if ("clientId" in data) return data.clientId;
  if ("into" in data) return data.into;
  if ("memberId" in data) return data.memberId;
  if ("party" in data) return data.party;
  return "calendarId" in data ? data.calendarId : "firm";
};
