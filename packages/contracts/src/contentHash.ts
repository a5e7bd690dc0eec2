import { crc32 } from "node:zlib";
import type { RapportEvent } from "./EventCodec.ts";

const isEmail = (type: string): boolean => type === "email.received" || type === "email.sent";

/**
 * 32 bits over what an event says, apart from when it was seen. Of copies that differ the one with the higher
 * hash holds, whichever came first. Mail is told apart from its place and from whom the firm took for its own
 * at the time: copies of one message in two mailboxes agree, a copy that a list changed or somebody tampered
 * with does not. Of tickets, meetings and the books `parties` and `members` are the source's word, and count.
 */
export const contentHash = (event: RapportEvent): number => {
  if (!("data" in event)) return crc32(JSON.stringify({ ...event, recordedAt: 0 }));
  const { type, version, occurredAt, data } = event;
  if (isEmail(type)) return crc32(JSON.stringify(["email", version, occurredAt, data]));
  if (!("document" in data)) return crc32(JSON.stringify([type, version, occurredAt, data]));
  return crc32(JSON.stringify([type, version, occurredAt, data, event.parties, event.members]));
};
