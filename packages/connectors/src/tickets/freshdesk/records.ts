import { z } from "zod";
import { Flag, Id, MaybeId, MaybeText, MaybeTime, Time } from "../fields.ts";

const Stats = z.object({
  first_responded_at: MaybeTime,
  resolved_at: MaybeTime,
  closed_at: MaybeTime,
  reopened_at: MaybeTime,
});

/** https://developers.freshdesk.com/api/#tickets; version 1 names some fields otherwise. */
export const FreshTicket = z.object({
  id: Id,
  created_at: Time,
  updated_at: Time.nullish(),
  status: z.number().int(),
  status_name: MaybeText,
  priority: z.number().int().nullish().catch(null),
  source: z.number().int().nullish().catch(null),
  source_name: MaybeText,
  type: MaybeText,
  ticket_type: MaybeText,
  requester_id: MaybeId,
  responder_id: MaybeId,
  company_id: MaybeId,
  group_id: MaybeId,
  requester: z.object({ email: MaybeText }).nullish().catch(null),
  description_text: MaybeText,
  description: MaybeText,
  deleted: Flag,
  spam: Flag,
  due_by: MaybeTime,
  fr_due_by: MaybeTime,
  frDueBy: MaybeTime,
  is_escalated: Flag,
  isescalated: Flag,
  fr_escalated: Flag,
  stats: Stats.nullish().catch(null),
  conversations: z.array(z.unknown()).nullish().catch(null),
});
export type FreshTicket = z.output<typeof FreshTicket>;

/** https://developers.freshdesk.com/api/#conversations */
export const Conversation = z.object({
  id: Id,
  ticket_id: MaybeId,
  user_id: MaybeId,
  incoming: z.boolean(),
  private: z.boolean(),
  source: z.number().int().nullish().catch(null),
  automation_id: MaybeId.catch(null),
  auto_response: Flag,
  body_text: MaybeText,
  body: MaybeText,
  created_at: Time,
  updated_at: MaybeTime,
});

/** https://developers.freshdesk.com/api/#time-entries */
export const TimeEntry = z.object({
  id: Id,
  ticket_id: MaybeId,
  company_id: MaybeId.catch(null),
  agent_id: MaybeId,
  time_spent: z.string(),
  executed_at: MaybeTime,
  start_time: MaybeTime,
  created_at: Time,
  updated_at: MaybeTime,
  billable: z.boolean().nullish().catch(null),
  timer_running: Flag,
});

/** https://developers.freshdesk.com/api/#satisfaction-ratings */
export const FreshRating = z.object({
  id: Id,
  ticket_id: Id,
  user_id: MaybeId.catch(null),
  feedback: MaybeText,
  ratings: z.object({ default_question: z.number().int() }),
  created_at: Time,
  updated_at: MaybeTime,
});

export const Contact = z.object({
  id: Id,
  email: MaybeText,
  company_id: MaybeId.catch(null),
  updated_at: MaybeTime,
});
export const Agent = z.object({
  id: Id,
  contact: z.object({ email: MaybeText }).nullish().catch(null),
  updated_at: MaybeTime,
});
export const Company = z.object({ id: Id, domains: z.array(z.string().max(253)), updated_at: MaybeTime });
export const FreshGroup = z.object({ id: Id, name: z.string() });
