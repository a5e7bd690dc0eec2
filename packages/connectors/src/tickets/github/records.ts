import { z } from "zod";
import { Id, MaybeId, MaybeText, MaybeTime, Time } from "../fields.ts";

/** Null for somebody who deleted the account (`ghost`). */
export const GithubUser = z
  .object({ login: z.string().min(1).max(100), type: MaybeText })
  .nullish()
  .catch(null)
  .transform((user) => user ?? null);
export type GithubUser = z.output<typeof GithubUser>;

/** https://docs.github.com/en/rest/issues/issues */
export const GithubIssue = z.object({
  number: z.number().int().positive(),
  url: MaybeText,
  html_url: MaybeText,
  repository_url: MaybeText,
  /** Some deliveries of webhooks leave it out. */
  state: z
    .enum(["open", "closed"])
    .nullish()
    .transform((state) => state ?? null),
  created_at: Time,
  updated_at: MaybeTime,
  closed_at: MaybeTime,
  user: GithubUser,
  author_association: MaybeText,
  assignee: GithubUser,
  closed_by: GithubUser,
  active_lock_reason: MaybeText,
  type: z.object({ name: MaybeText }).nullish().catch(null),
  body: MaybeText,
});
export type GithubIssue = z.output<typeof GithubIssue>;

/** https://docs.github.com/en/rest/issues/comments */
export const GithubComment = z.object({
  id: Id,
  issue_url: MaybeText,
  html_url: MaybeText,
  user: GithubUser,
  author_association: MaybeText,
  created_at: Time,
  updated_at: MaybeTime,
  body: MaybeText,
});
export type GithubComment = z.output<typeof GithubComment>;

/** https://docs.github.com/en/rest/using-the-rest-api/issue-event-types */
export const GithubEvent = z.object({
  id: MaybeId.catch(null),
  event: z.string(),
  actor: GithubUser,
  created_at: Time,
  assignee: GithubUser,
  label: z.object({ name: MaybeText }).nullish().catch(null),
});
export type GithubEvent = z.output<typeof GithubEvent>;

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues */
export const GithubHook = z.object({
  action: z.string(),
  issue: z.record(z.string(), z.unknown()),
  comment: z.record(z.string(), z.unknown()).nullish().catch(null),
  sender: GithubUser,
  assignee: GithubUser,
  label: z.object({ name: MaybeText }).nullish().catch(null),
  changes: z
    .object({
      new_issue: z
        .object({ number: z.number().int().positive(), repository_url: MaybeText })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
export type GithubHook = z.output<typeof GithubHook>;
