import type { DeskRecord } from "../Desk.ts";
import { isObject } from "../jsonRecords.ts";

export type GithubKind = "issue" | "pull" | "comment" | "event" | "hook" | "other";

type Value = DeskRecord["value"];

const address =
  /^https?:\/\/(?:api\.)?[a-z0-9.-]+\/(?:api\/v3\/)?(?:repos\/)?([A-Za-z0-9_.-]{1,100})\/([A-Za-z0-9_.-]{1,100})(?:\/(?:issues|pull)\/(\d{1,12}))?(?:[/?#]|$)/;

/** Owner, name and number in an address of a repository or issue, of the API or the site. */
export const placeIn = (text: unknown): { readonly repo: string; readonly number: string | null } | null => {
  const found = typeof text === "string" ? address.exec(text.slice(0, 1_000)) : null;
  return found === null ? null : { repo: `${found[1]}/${found[2]}`.toLowerCase(), number: found[3] ?? null };
};

/** The issue that a comment or event belongs to. */
export const issueOf = (value: Value): string | null => {
  const { issue, issue_url: url, html_url: page } = value;
  if (isObject(issue) && typeof issue["number"] === "number") return String(issue["number"]);
  return placeIn(url)?.number ?? placeIn(page)?.number ?? null;
};

/** What a record is. Pull requests look like issues with a `pull_request`. */
export const kindOf = ({ value }: DeskRecord): GithubKind => {
  if (typeof value["action"] === "string" && isObject(value["issue"])) return "hook";
  if (typeof value["event"] === "string" && value["event"] !== "commented") return "event";
  if (Object.hasOwn(value, "issue_url")) return "comment";
  if (typeof value["number"] !== "number" || !Object.hasOwn(value, "created_at")) return "other";
  return isObject(value["pull_request"]) || Object.hasOwn(value, "merged_at") ? "pull" : "issue";
};

/** `owner/name`, in lower case as GitHub takes it. */
export const githubTenant = ({ value }: DeskRecord): string | null => {
  const { repository, issue } = value;
  if (isObject(repository) && typeof repository["full_name"] === "string")
    return repository["full_name"].slice(0, 200).toLowerCase();
  for (const text of [
    value["repository_url"],
    value["issue_url"],
    value["url"],
    value["html_url"],
    isObject(issue) ? issue["repository_url"] : null,
    isObject(issue) ? issue["url"] : null,
  ]) {
    const place = placeIn(text);
    if (place !== null) return place.repo;
  }
  return null;
};

const changing = new Set(["closed", "reopened", "assigned", "unassigned"]);
export const isChange = (event: unknown): boolean => typeof event === "string" && changing.has(event);
