import { createHash, randomBytes } from "node:crypto";

/** 256 bits that nobody guesses, in letters that stand in an address, a cookie or a header. */
export const makeSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a secret: whoever reads the file cannot come in with it. */
export const hashOf = (secret: string): Uint8Array => createHash("sha256").update(secret).digest();
