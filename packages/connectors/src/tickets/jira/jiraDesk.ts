import type { Desk, DeskPlace, DeskRecord } from "../Desk.ts";
import type { DeskBook } from "../DeskBook.ts";
import { addressOf } from "../fields.ts";
import { accountOf, refuse } from "../refuse.ts";
import type { TicketItem } from "../TicketItem.ts";
import { issueOf, jiraTenant, kindOf } from "./kinds.ts";
import { readJiraComments } from "./readComments.ts";
import { readHistories } from "./readHistory.ts";
import { readIssue } from "./readIssue.ts";
import { JiraIssue, JiraStatus, organisationsOf } from "./records.ts";
import { jiraStatus } from "./statuses.ts";

const learnStatus = (value: unknown, tenant: string, book: DeskBook): void => {
  const status = JiraStatus.safeParse(value).data;
  const category = status?.statusCategory?.key;
  if (status === undefined || status.id === null || !category) return;
  book.addName(tenant, "status", status.id, jiraStatus(status.name, category));
};

const learnIssue = (record: DeskRecord, tenant: string, book: DeskBook): void => {
  const issue = JiraIssue.safeParse(record.value).data;
  if (issue === undefined) return;
  const { reporter, created, updated } = issue.fields;
  const version = Math.max(created, updated ?? 0);
  learnStatus(issue.fields.status, tenant, book);
  if (issue.id !== null) {
    book.addName(tenant, "issue", issue.id, issue.key);
    book.addName(tenant, "issueNumber", issue.key, issue.id);
  }
  if (reporter !== null)
    book.addPerson(tenant, reporter.id, {
      version,
      side: "them",
      address: addressOf(reporter.address),
      organisation: null,
    });
  const organisations = organisationsOf(issue.fields).filter((id) => !id.includes(" "));
  book.addFacts(tenant, issue.key, {
    version,
    requester: reporter?.id ?? null,
    organisation: organisations.length === 0 ? null : organisations.join(" "),
    openedAt: created,
  });
  if ((issue.changelog?.histories.length ?? 0) > 0) book.tracesFor(tenant, issue.key).history = true;
};

/** The key of the issue that a page is of, where its address has the number only. */
const keyOfPage = (record: DeskRecord, account: string, book: DeskBook): string | null => {
  const issue = issueOf(record.value);
  return issue === null ? null : (book.name(account, "issue", issue) ?? issue);
};

const learn = (record: DeskRecord, book: DeskBook): void => {
  const tenant = jiraTenant(record) ?? "";
  const kind = kindOf(record);
  if (kind === "issue") learnIssue(record, tenant, book);
  else if (kind === "status") learnStatus(record.value, tenant, book);
  else if (kind === "changelog") {
    const issue = issueOf(record.value);
    if (issue !== null) book.tracesFor(tenant, issue).history = true;
  }
};

function* read(record: DeskRecord, place: DeskPlace): Generator<TicketItem> {
  const kind = kindOf(record);
  if (kind === "status") return;
  if (kind === "issue") {
    yield* readIssue(record, place);
    return;
  }
  const account = accountOf(place, jiraTenant(record));
  const key = kind === "other" ? null : keyOfPage(record, account, place.book);
  if (key === null) {
    if (record.collection === null)
      yield refuse("jira", record, place, {
        reason: "This is no issue of Jira, nor a page of an issue's changelog or comments.",
      });
    return;
  }
  const { values, comments } = record.value;
  if (kind === "changelog" && Array.isArray(values))
    yield* readHistories(record, values, key, account, place);
  else if (Array.isArray(comments)) yield* readJiraComments(record, comments, key, account, place);
}

/** Jira and Jira Service Management: pages of issues with changelog and comments. */
export const jiraDesk: Desk = {
  name: "jira",
  collections: new Set(["issues"]),
  recognises: (record) => {
    const kind = kindOf(record);
    if (kind === "issue")
      return typeof record.value["key"] === "string" && typeof record.value["fields"] === "object";
    return kind !== "other";
  },
  tenantOf: jiraTenant,
  learn,
  read,
};
