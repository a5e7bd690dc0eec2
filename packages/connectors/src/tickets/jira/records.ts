import { z } from "zod";
import { Id, listOf, MaybeId, MaybeText, MaybeTime, Time } from "../fields.ts";
import { isObject } from "../jsonRecords.ts";

/** Cloud knows people by `accountId`, Server and Data Center by `key` or `name`. */
export const JiraUser = z
  .object({
    accountId: MaybeId.catch(null),
    key: MaybeId.catch(null),
    name: MaybeId.catch(null),
    emailAddress: MaybeText,
    accountType: MaybeText,
  })
  .transform(({ accountId, key, name, emailAddress, accountType }) => ({
    id: accountId ?? key ?? name,
    address: emailAddress,
    accountType,
  }))
  .nullish()
  .catch(null)
  .transform((user) => (user?.id ? { ...user, id: user.id } : null));
export type JiraUser = z.output<typeof JiraUser>;

export const JiraStatus = z.object({
  id: MaybeId.catch(null),
  name: z.string(),
  statusCategory: z.object({ key: MaybeText }).nullish().catch(null),
});

/** Text, or a document in Atlassian's format. */
export const JiraText = z.unknown().optional();

/** https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issue-comments/ */
export const JiraComment = z.object({
  id: Id,
  self: MaybeText,
  author: JiraUser,
  body: JiraText,
  created: Time,
  updated: MaybeTime,
  /** Of a service desk: whether the customer sees it. */
  jsdPublic: z.boolean().nullish().catch(null),
  visibility: z.unknown().optional(),
});
export type JiraComment = z.output<typeof JiraComment>;

export const JiraChange = z.object({
  field: z.string(),
  from: MaybeId.catch(null),
  fromString: MaybeText,
  to: MaybeId.catch(null),
  toString: MaybeText,
});
export type JiraChange = z.output<typeof JiraChange>;

/** https://developer.atlassian.com/cloud/jira/platform/rest/v2/api-group-issues/#api-rest-api-2-issue-issueidorkey-changelog-get */
export const JiraHistory = z.object({
  id: MaybeId.catch(null),
  author: JiraUser,
  created: Time,
  items: z.array(z.unknown()),
});
export type JiraHistory = z.output<typeof JiraHistory>;

const Paged = z.object({ total: z.number().nullish().catch(null) });

export const JiraIssue = z.object({
  id: MaybeId,
  key: z.string().min(1).max(200),
  self: MaybeText,
  fields: z
    .object({
      created: Time,
      updated: MaybeTime,
      resolutiondate: MaybeTime,
      status: JiraStatus,
      priority: z.object({ name: MaybeText }).nullish().catch(null),
      issuetype: z.object({ name: MaybeText }).nullish().catch(null),
      project: z.object({ key: MaybeText }).nullish().catch(null),
      reporter: JiraUser,
      creator: JiraUser,
      assignee: JiraUser,
      description: JiraText,
      comment: Paged.extend({ comments: z.array(z.unknown()).catch([]) })
        .nullish()
        .catch(null),
    })
    .loose(),
  changelog: Paged.extend({ histories: z.array(z.unknown()).catch([]) })
    .nullish()
    .catch(null),
});
export type JiraIssue = z.output<typeof JiraIssue>;

const Cycle = z.object({
  breached: z.boolean().catch(false),
  stopTime: z.object({ epochMillis: z.number().int() }).nullish().catch(null),
});

/** A promise of service: https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/#api-rest-servicedeskapi-request-issueidorkey-sla-get */
export const JiraSla = z.object({
  name: z.string().min(1),
  completedCycles: listOf(Cycle),
  ongoingCycle: Cycle.nullish().catch(null),
});

const JiraOrganisation = z.object({ id: Id, name: MaybeText, _links: z.object({ self: z.string() }) });

/** The organisations of a service desk that a request is shared with: a custom field, known by its links. */
export const organisationsOf = (fields: Readonly<Record<string, unknown>>): ReadonlyArray<string> =>
  Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith("customfield_") && Array.isArray(value)
      ? value.slice(0, 20).flatMap((item) => {
          const parsed = JiraOrganisation.safeParse(item).data;
          return parsed?._links.self.includes("/organization/") === true ? [parsed.id] : [];
        })
      : [],
  );

/** The stars a customer gave, 1 to 5. */
export const ratingOf = (fields: Readonly<Record<string, unknown>>): number | null => {
  for (const [name, value] of Object.entries(fields)) {
    const rating = name.startsWith("customfield_") && isObject(value) ? value["rating"] : null;
    if (typeof rating === "number" && Number.isInteger(rating) && rating >= 1 && rating <= 5) return rating;
  }
  return null;
};
