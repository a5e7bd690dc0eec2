import type { Desk, DeskRecord } from "../Desk.ts";
import type { DeskBook } from "../DeskBook.ts";
import { isObject } from "../jsonRecords.ts";
import { refuse } from "../refuse.ts";
import { githubTenant, isChange, issueOf, kindOf } from "./kinds.ts";
import { associationIsOurs } from "./people.ts";
import { readComment, readEvent, readHook, readIssue } from "./readGithub.ts";
import { GithubIssue, GithubUser } from "./records.ts";

const learnAuthor = (value: DeskRecord["value"], tenant: string, book: DeskBook): void => {
  const association = value["author_association"];
  const user = GithubUser.safeParse(value["user"]).data ?? null;
  if (user !== null && typeof association === "string" && associationIsOurs(association))
    book.addAgent(tenant, user.login.toLowerCase());
};

const learnIssue = (value: DeskRecord["value"], tenant: string, book: DeskBook): void => {
  const issue = GithubIssue.safeParse(value).data;
  if (issue === undefined) return;
  learnAuthor(value, tenant, book);
  const number = String(issue.number);
  book.addFacts(tenant, number, {
    version: Math.max(issue.created_at, issue.updated_at ?? 0),
    requester: issue.user?.login.toLowerCase() ?? null,
    organisation: null,
    openedAt: issue.created_at,
  });
  if (issue.assignee !== null) book.addAgent(tenant, issue.assignee.login.toLowerCase());
  const kept = ["events", "timeline"].flatMap((name) => (Array.isArray(value[name]) ? value[name] : []));
  if (kept.some((event) => isObject(event) && isChange(event["event"])))
    book.tracesFor(tenant, number).history = true;
};

const learn = (record: DeskRecord, book: DeskBook): void => {
  const kind = kindOf(record);
  const { value } = record;
  const tenant = githubTenant(record) ?? "";
  if (kind === "issue") learnIssue(value, tenant, book);
  else if (kind === "comment") learnAuthor(value, tenant, book);
  else if (kind === "event") {
    const number = issueOf(value);
    if (number !== null && isChange(value["event"])) book.tracesFor(tenant, number).history = true;
  } else if (kind === "hook" && isObject(value["issue"])) {
    learnIssue(value["issue"], tenant, book);
    if (isObject(value["comment"])) learnAuthor(value["comment"], tenant, book);
    const number = issueOf(value);
    const told = isChange(value["action"]) && !isObject(value["comment"]);
    if (number !== null && told) book.tracesFor(tenant, number).history = true;
  }
};

/** GitHub Issues: the lists of its REST API, and webhook deliveries. Pull requests are no tickets. */
export const githubDesk: Desk = {
  name: "github",
  collections: new Set(["items"]),
  recognises: (record) => kindOf(record) !== "other" && githubTenant(record) !== null,
  tenantOf: githubTenant,
  learn,
  *read(record, place) {
    const kind = kindOf(record);
    if (kind === "pull") return;
    if (kind === "issue") yield* readIssue(record, place);
    else if (kind === "comment") yield* readComment(record, place);
    else if (kind === "event") yield* readEvent(record, place);
    else if (kind === "hook") yield* readHook(record, place);
    else
      yield refuse("github", record, place, {
        reason: "This is no issue, comment or event of GitHub, nor a webhook delivery about an issue.",
      });
  },
};
