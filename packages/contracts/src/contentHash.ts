import { crc32 } from "node:zlib";
import type { RapportEvent } from "./EventCodec.ts";

/**
 * 32 bits over what an event says, apart from where and when it was seen and whom the firm took for its own
 * at the time: copies of one message in two mailboxes agree, a copy that a list changed or somebody tampered
 * with does not. Of copies that differ the one with the higher hash holds, whichever came first.
 */
export const contentHash = (event: RapportEvent): number => {
  if (!("data" in event)) return crc32(JSON.stringify({ ...event, recordedAt: 0 }));
  const { type, version, occurredAt, data } = event;
  const said = type === "email.received" || type === "email.sent" ? "email" : type;
  return crc32(JSON.stringify([said, version, occurredAt, data]));
};
