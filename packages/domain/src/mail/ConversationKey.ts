import { hash } from "node:crypto";
import { baseSubject } from "./BaseSubject.ts";

/**
 * Names a conversation where ids are missing: 16 hexadecimal digits over the base subject and the people
 * (sorted, lower case, each once). Null without a base subject, so that untitled mail is not thrown together.
 */
export const conversationKey = (subject: string, addresses: ReadonlyArray<string>): string | null => {
  const base = baseSubject(subject);
  if (base === "") return null;
  const people = [...new Set(addresses.map((address) => address.toLowerCase()))].toSorted();
  return hash("sha256", [base, ...people].join("\u001f"), "hex").slice(0, 16);
};
