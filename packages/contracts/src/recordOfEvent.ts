import type { RapportEvent } from "./EventCodec.ts";
import { encodeEvent } from "./EventCodec.ts";

/** A record of the log, ready to append. */
export interface EventRecord {
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Within its source an id names one event; a dead letter's says what was refused, and is told again when resolved. */
const cloudEventId = (event: RapportEvent): string =>
  event.type === "dead_letter.resolved" ? `${event.id}-resolved` : event.id;

/** A URI reference: `/email/sales`, and `/rapport` for what we say ourselves. */
const cloudEventSource = (event: RapportEvent): string => {
  const source = "source" in event ? event.source : null;
  if (source === null) return "/rapport";
  return `/${encodeURIComponent(source.connector)}/${encodeURIComponent(source.account.toWellFormed())}`;
};

/** Years 0 to 9999, UTC ms: what RFC 3339 can write. */
const writable = { from: Date.parse("0000-01-01T00:00:00Z"), to: Date.parse("9999-12-31T23:59:59.999Z") };

/** The source's time where there is one, ours else; left out when it is no time that could be written. */
const cloudEventTime = (event: RapportEvent): { readonly ce_time?: string } => {
  const ms = "occurredAt" in event ? event.occurredAt : event.recordedAt;
  return ms < writable.from || ms > writable.to ? {} : { ce_time: new Date(ms).toISOString() };
};

/**
 * The record of an event: its JSON, and as headers what CloudEvents 1.0 says of it (Kafka protocol binding, binary
 * mode), so that others who read the topic need not know our envelope. The event must satisfy its contract.
 */
export const recordOfEvent = (key: string, event: RapportEvent): EventRecord => ({
  key,
  value: encodeEvent(event),
  headers: {
    ce_specversion: "1.0",
    ce_type: event.type,
    ce_id: cloudEventId(event),
    ce_source: cloudEventSource(event),
    ...cloudEventTime(event),
    "content-type": "application/json",
  },
});
