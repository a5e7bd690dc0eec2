import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { allTopics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { Effect } from "effect";

/** Every event of the log, for tests: partition by partition. */
export const readLog = Effect.gen(function* () {
  const log = yield* EventLog;
  const events: Array<RapportEvent> = [];
  for (const { name, partitions } of allTopics)
    for (let partition = 0; partition < partitions; partition++)
      for (const { value } of yield* log.read(name, partition, 0, 1_000_000)) {
        const decoded = decodeEvent(name, value);
        if (!decoded.ok) throw new Error(`${name}: ${JSON.stringify(decoded.issues)}`);
        events.push(decoded.event);
      }
  return events;
});

/** What holds: of each document its highest revision, as JSON without the times of recording; and the open letters. */
export const stateOf = (events: ReadonlyArray<RapportEvent>) => {
  const documents = new Map<string, { readonly revision: number; readonly says: string }>();
  const letters = new Map<string, boolean>();
  for (const event of events) {
    if (event.type === "dead_letter.raised") letters.set(event.id, true);
    else if (event.type === "dead_letter.resolved") letters.set(event.id, false);
    else if ("source" in event && "document" in event.data) {
      const { document, ...data } = event.data;
      const key = `${event.source.connector}/${event.source.account}/${document.key}`;
      const says = JSON.stringify([event.occurredAt, event.parties, data]);
      if (document.revision >= (documents.get(key)?.revision ?? -1))
        documents.set(key, { revision: document.revision, says });
    }
  }
  return {
    documents: new Map([...documents].map(([key, { says }]) => [key, says] as const).toSorted()),
    open: [...letters].flatMap(([id, open]) => (open ? [id] : [])).toSorted(),
  };
};

export const idsOf = (events: ReadonlyArray<RapportEvent>): ReadonlyArray<string> =>
  [...new Set(events.flatMap((event) => ("id" in event ? [`${event.type} ${event.id}`] : [])))].toSorted();
