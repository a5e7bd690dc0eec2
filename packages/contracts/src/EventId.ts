import { hash } from "node:crypto";

/**
 * The deterministic id of an event: the first 128 bits of SHA-256 over the source kind, the source's own
 * id and its revision, as 32 hexadecimal digits. Parts are joined by U+001F, which no source id contains.
 */
export const eventId = (kind: string, sourceId: string, revision: number): string =>
  hash("sha256", `${kind}\u001f${sourceId}\u001f${revision}`, "hex").slice(0, 32);
