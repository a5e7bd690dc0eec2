import { createHmac } from "node:crypto";

/**
 * The headers of a webhook as Standard Webhooks 1.0 has them (standardwebhooks.com): HMAC-SHA-256 with the secret over
 * `id.timestamp.body`, base64, behind the scheme's name. `seconds` since 1970.
 */
export const webhookHeaders = (
  secret: Uint8Array,
  { id, body }: { readonly id: string; readonly body: string },
  seconds: number,
): Readonly<Record<string, string>> => ({
  "content-type": "application/json; charset=utf-8",
  "webhook-id": id,
  "webhook-timestamp": String(seconds),
  "webhook-signature": `v1,${createHmac("sha256", secret).update(`${id}.${seconds}.${body}`, "utf8").digest("base64")}`,
});

const prefix = "whsec_";
/** Bytes that a secret has at least and at most, by the specification. */
const least = 24;
const most = 64;

/** The bytes of `whsec_…`; null when it is none, too short or too long. */
export const webhookSecret = (text: string): Uint8Array | null => {
  const base64 = text.trim().startsWith(prefix) ? text.trim().slice(prefix.length) : null;
  if (base64 === null || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, "base64");
  return bytes.length >= least && bytes.length <= most ? bytes : null;
};
