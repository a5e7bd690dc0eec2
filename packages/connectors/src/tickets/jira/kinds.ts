import type { DeskRecord } from "../Desk.ts";
import { isObject } from "../jsonRecords.ts";

export type JiraKind = "issue" | "changelog" | "comments" | "status" | "other";

/** What a record is. Pages of one issue's changelog or comments stay together: only the page says which issue. */
export const kindOf = ({ collection, value }: DeskRecord): JiraKind => {
  if (collection !== null && collection !== "issues") return "other";
  if (isObject(value["fields"]) || collection === "issues") return "issue";
  const { values } = value;
  if (
    Array.isArray(values) &&
    issueOf(value) !== null &&
    values.every((each) => isObject(each) && "items" in each)
  )
    return "changelog";
  if (Array.isArray(value["comments"]) && issueOf(value) !== null) return "comments";
  return isObject(value["statusCategory"]) ? "status" : "other";
};

const inAddress = /\/issue\/([A-Za-z][A-Za-z0-9_]*-\d+|\d+)\/(?:changelog|comment)/;

/** The issue (key or number) that a page is of, by the addresses in it. */
export const issueOf = (page: DeskRecord["value"]): string | null => {
  const { comments } = page;
  const first = Array.isArray(comments) && isObject(comments[0]) ? comments[0]["self"] : null;
  for (const address of [page["self"], page["nextPage"], first]) {
    const found = typeof address === "string" ? inAddress.exec(address.slice(0, 2_000))?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return null;
};

/** The host of `https://example.atlassian.net/rest/api/2/issue/10002`. */
export const jiraTenant = ({ value }: DeskRecord): string | null => {
  const { self, comments } = value;
  const first = Array.isArray(comments) && isObject(comments[0]) ? comments[0]["self"] : null;
  for (const address of [self, first]) {
    if (typeof address !== "string" || !address.includes("/rest/")) continue;
    const host = /^https?:\/\/([a-z0-9.-]{1,200}(?::\d{1,5})?)\//i.exec(address.slice(0, 300))?.[1];
    if (host !== undefined) return host.toLowerCase();
  }
  return null;
};
