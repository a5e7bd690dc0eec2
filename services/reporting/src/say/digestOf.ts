import { hash } from "node:crypto";

/** Tells one thing asked for from another: the same for the same members in the same order. */
export const digestOf = (asked: unknown): string => hash("sha256", JSON.stringify(asked), "hex").slice(0, 32);
