import { z } from "zod";
import { Flag, Id, listOf, MaybeId, MaybeText, MaybeTime, Time } from "../fields.ts";

/** How something came in. https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types/ */
export const Via = z
  .object({
    channel: MaybeText,
    source: z
      .object({
        rel: MaybeText,
        from: z
          .object({ ticket_id: MaybeId.catch(null), ticket_ids: listOf(Id) })
          .nullish()
          .catch(null),
        to: z
          .object({ ticket_id: MaybeId.catch(null) })
          .nullish()
          .catch(null),
      })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);
export type Via = z.output<typeof Via>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/ */
export const Comment = z.object({
  id: Id,
  ticket_id: MaybeId,
  created_at: Time,
  author_id: MaybeId,
  public: z.boolean(),
  plain_body: MaybeText,
  html_body: MaybeText,
  body: MaybeText,
  via: Via,
});
export type Comment = z.output<typeof Comment>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/ */
export const Metric = z.object({
  ticket_id: MaybeId,
  reopens: z.number().int().min(0).max(10_000).nullish().catch(null),
  assignee_stations: z.number().int().min(0).max(10_000).nullish().catch(null),
  group_stations: z.number().int().min(0).max(10_000).nullish().catch(null),
  solved_at: MaybeTime,
  updated_at: MaybeTime,
});
export type Metric = z.output<typeof Metric>;

const PolicyMetric = z.object({ metric: z.string().min(1), stage: MaybeText, breach_at: MaybeTime });

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format */
export const Ticket = z.object({
  id: Id,
  url: MaybeText,
  status: z.string(),
  created_at: Time,
  updated_at: Time.nullish(),
  /** Seconds; of the incremental export, moved on by changes that leave `updated_at` alone. */
  generated_timestamp: z.number().int().min(0).max(10_000_000_000).nullish().catch(null),
  requester_id: MaybeId,
  submitter_id: MaybeId,
  assignee_id: MaybeId,
  organization_id: MaybeId,
  group_id: MaybeId,
  priority: MaybeText,
  type: MaybeText,
  via: Via,
  description: MaybeText,
  tags: listOf(z.string()),
  satisfaction_rating: z.object({ score: MaybeText, comment: MaybeText }).nullish().catch(null),
  comments: z.array(z.unknown()).nullish().catch(null),
  metric_set: Metric.nullish().catch(null),
  slas: z
    .object({ policy_metrics: listOf(PolicyMetric) })
    .nullish()
    .catch(null),
});
export type Ticket = z.output<typeof Ticket>;

const FieldValue = z.union([z.string(), z.number(), z.null()]).catch(null);

/** One line of an audit; which of the fields there are depends on its type. */
export const AuditEvent = z.object({
  id: Id,
  type: z.string(),
  field_name: MaybeText,
  value: FieldValue.optional(),
  previous_value: FieldValue.optional(),
  author_id: MaybeId,
  public: z.boolean().nullish(),
  score: FieldValue.optional(),
  plain_body: MaybeText,
  html_body: MaybeText,
  body: MaybeText,
  via: Via,
});
export type AuditEvent = z.output<typeof AuditEvent>;

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/ */
export const Audit = z.object({
  id: Id,
  ticket_id: Id,
  created_at: Time,
  author_id: MaybeId,
  via: Via,
  events: z.array(z.unknown()),
});
export type Audit = z.output<typeof Audit>;

/** https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/ */
export const Rating = z.object({
  id: Id,
  url: MaybeText,
  ticket_id: Id,
  score: z.string(),
  created_at: Time,
  updated_at: MaybeTime,
  requester_id: MaybeId,
  comment: MaybeText,
});

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metric_events/ */
export const MetricEvent = z.object({
  id: Id,
  ticket_id: Id,
  metric: z.string().min(1),
  instance_id: z.number().int().nonnegative().catch(1),
  type: z.string(),
  time: Time,
  deleted: Flag,
});

/** https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-deleted-tickets */
export const DeletedTicket = z.object({
  id: Id,
  deleted_at: Time,
  actor: z
    .object({ id: MaybeId.catch(null) })
    .nullish()
    .catch(null),
});

/** https://developer.zendesk.com/api-reference/ticketing/users/users/ */
export const User = z.object({
  id: Id,
  url: MaybeText,
  role: MaybeText,
  email: MaybeText,
  organization_id: MaybeId.catch(null),
  updated_at: MaybeTime,
});

/** https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/ */
export const Organization = z.object({
  id: Id,
  url: MaybeText,
  domain_names: listOf(z.string().max(253)),
  updated_at: MaybeTime,
});

export const Group = z.object({ id: Id, url: MaybeText, name: z.string() });
