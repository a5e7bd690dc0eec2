import type { TicketPriority, TicketStatus } from "@rapport/contracts/Ticket";
import type { DeskRecord } from "../Desk.ts";
import { isObject } from "../jsonRecords.ts";

export type FreshKind =
  | "ticket"
  | "conversation"
  | "time"
  | "rating"
  | "contact"
  | "agent"
  | "company"
  | "group"
  | "other";

/** What a record is, by its fields: Freshdesk's lists have no names. */
export const kindOf = ({ value }: DeskRecord): FreshKind => {
  const has = (field: string): boolean => Object.hasOwn(value, field);
  if (has("ticket_id") || has("incoming")) {
    if (has("time_spent")) return "time";
    if (isObject(value["ratings"])) return "rating";
    if (has("incoming")) return "conversation";
  }
  if (has("responder_id") && has("status") && has("created_at")) return "ticket";
  if (isObject(value["contact"])) return "agent";
  if (Array.isArray(value["domains"])) return "company";
  if (Array.isArray(value["agent_ids"])) return "group";
  return has("email") && has("company_id") ? "contact" : "other";
};

const statuses: Readonly<Record<number, TicketStatus>> = {
  2: "open",
  3: "waiting",
  4: "solved",
  5: "closed",
  6: "waiting",
  7: "on_hold",
};

/** By its number; statuses of an account's own making (from 8) by their name, else as open. */
export const freshStatus = (code: number, name: string | null): TicketStatus | null => {
  const known = statuses[code];
  if (known !== undefined) return known;
  if (code < 2) return null;
  const words = name?.toLowerCase() ?? "";
  if (/customer|client|requester/.test(words)) return "waiting";
  return /wait|hold|pending|third/.test(words) ? "on_hold" : "open";
};

const priorities: ReadonlyArray<TicketPriority> = ["low", "normal", "high", "urgent"];
export const freshPriority = (code: number | null | undefined): TicketPriority | null =>
  priorities[(code ?? 0) - 1] ?? null;

const sources: Readonly<Record<number, string>> = {
  1: "email",
  2: "portal",
  3: "phone",
  4: "forum",
  5: "twitter",
  6: "facebook",
  7: "chat",
  9: "feedback widget",
  10: "outbound email",
};
export const freshSource = (code: number | null | undefined, name: string | null): string | null =>
  name?.toLowerCase() ?? sources[code ?? 0] ?? null;

/** Seven steps from extremely unhappy to extremely happy. */
const faces: ReadonlyArray<number> = [-103, -102, -101, 100, 101, 102, 103];
export const freshScore = (code: number): number | null => {
  const face = faces.indexOf(code);
  return face < 0 ? null : Math.round((face * 1000) / (faces.length - 1));
};
