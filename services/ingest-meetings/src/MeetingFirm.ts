import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import { isOwnParty, unsaidFirm } from "@rapport/domain/directory/ownParties";
import { type KnownNames, nothingKnown } from "@rapport/domain/meetings/titleParties";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { Effect } from "effect";

/** What the directory says that meetings are read with. */
export interface MeetingFirm {
  /** The zone of floating times and whole days. */
  readonly timeZone: string;
  readonly isOwn: (address: string) => boolean;
  readonly known: KnownNames;
  /** All of it as text: meetings read with another one are other events. */
  readonly fingerprint: string;
}

export const unknownFirm: MeetingFirm = {
  timeZone: unsaidFirm.timeZone,
  isOwn: () => false,
  known: nothingKnown,
  fingerprint: "",
};

const readAtOnce = 1_000;

const directoryEvents = Effect.gen(function* () {
  const log = yield* EventLog;
  const { name, partitions } = topics.directory;
  const events: Array<DirectoryEvent> = [];
  for (let partition = 0; partition < partitions; partition++) {
    let offset = 0;
    for (;;) {
      const records = yield* log.read(name, partition, offset, readAtOnce);
      if (records.length === 0) break;
      offset = records[records.length - 1]!.offset + 1;
      for (const { value } of records) {
        const decoded = decodeEvent(name, value);
        // The topic's contract admits directory events alone; what it refuses is the projector's to report.
        if (decoded.ok) events.push(decoded.event as DirectoryEvent);
      }
    }
  }
  return events;
});

const namesOf = (parties: ReadonlyArray<{ readonly party: string }>, prefix: string): ReadonlyArray<string> =>
  [...new Set(parties.map(({ party }) => party))]
    .filter((party) => party.startsWith(prefix))
    .map((party) => party.slice(prefix.length));

/** The firm, the project codes that clients are linked to and the names they go by, as the log has them now. */
export const firmFrom = (events: ReadonlyArray<DirectoryEvent>): MeetingFirm => {
  const { firm, periods } = foldDirectory(events);
  const isOwnOne = isOwnParty(firm);
  const codes = namesOf(periods, "project:");
  const names = namesOf(periods, "name:");
  const { timeZone, ownDomains, ownAddresses } = firm ?? unsaidFirm;
  return {
    timeZone,
    isOwn: (address) => isOwnOne(`email:${address}`),
    known: { codes: new Set(codes.map((code) => code.toLowerCase())), names: new Set(names) },
    fingerprint: JSON.stringify([timeZone, ownDomains, ownAddresses, codes, names]),
  };
};

export const readMeetingFirm: Effect.Effect<MeetingFirm, EventLogError, EventLog> = Effect.map(
  directoryEvents,
  firmFrom,
);
