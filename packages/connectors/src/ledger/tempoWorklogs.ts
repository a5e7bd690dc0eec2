import { hash } from "node:crypto";
import { compileDate, dayOf, momentOf, type WrittenDate } from "../tables/DateFormat.ts";
import { decodeText } from "../files/decodeText.ts";
import { isObject, jsonRecords } from "../tickets/jsonRecords.ts";
import type { LedgerItem, LedgerProblem } from "./LedgerItem.ts";

type Json = Readonly<Record<string, unknown>>;

const connector = "tempo";
const iso = compileDate("ISO")!;
const maxChars = 200;
/** RFC 1035's for any host is 253; tenants of Jira are far below. */
const maxHostChars = 100;
const maxPartyChars = 320;

const member = (value: unknown, ...names: ReadonlyArray<string>): unknown => {
  let current = value;
  for (const name of names) current = isObject(current) ? current[name] : undefined;
  return current;
};

/** Text or number of the first member that has one, on one line; null for none. */
const textOf = (...values: ReadonlyArray<unknown>): string | null => {
  for (const value of values) {
    const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== "string") continue;
    const line = text.replaceAll(/\s+/g, " ").trim();
    if (line !== "" && line.length <= maxChars) return line;
  }
  return null;
};

const secondsOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : null;

const dateOf = (...values: ReadonlyArray<unknown>): WrittenDate | null => {
  for (const value of values) {
    const date = typeof value === "string" ? iso(value.trim()) : null;
    // A day's room at both ends for the offset: what the contracts hold.
    if (date !== null && date.year > 1900 && date.year < 2299) return date;
  }
  return null;
};

/** The Jira site of a worklog, by the address of its issue; null where it says none. */
const hostOf = (worklog: Json): string | null => {
  for (const url of [member(worklog, "issue", "self"), worklog["self"]]) {
    if (typeof url !== "string" || !URL.canParse(url)) continue;
    const { hostname } = new URL(url);
    const own = hostname !== "" && hostname.length <= maxHostChars && !hostname.endsWith("tempo.io");
    if (own) return hostname.toLowerCase();
  }
  return null;
};

/** A work attribute (`_Account_`): a list of key and value in the cloud, an object by key on a server. */
const attributeOf = (worklog: Json, key: string): unknown => {
  const attributes = worklog["attributes"] ?? worklog["workAttributeValues"] ?? worklog["workAttributes"];
  const list = Array.isArray(attributes) ? attributes : member(attributes, "values");
  if (Array.isArray(list))
    return member(
      list.find((each) => member(each, "key") === key),
      "value",
    );
  return member(attributes, key, "value");
};

/** The day and start: one text on a server (`started`, `dateStarted`), two in the cloud. */
const startOf = (worklog: Json): WrittenDate | null => {
  const [day, time] = [worklog["startDate"], worklog["startTime"]];
  const both =
    typeof day === "string" && typeof time === "string" && day.length === 10 ? `${day}T${time}` : null;
  return dateOf(worklog["startDateTimeUtc"], both, worklog["started"], worklog["dateStarted"], day);
};

const isWorklog = (value: Json): boolean =>
  ["timeSpentSeconds", "tempoWorklogId", "jiraWorklogId"].some((name) => name in value);

interface Place {
  readonly account: string;
  readonly position: string;
}

const refuse = (place: Place, worklog: Json, issues: LedgerProblem["issues"]): LedgerProblem => {
  const text = JSON.stringify(worklog);
  return {
    kind: "problem",
    connector,
    ...place,
    row: true,
    code: "invalid_row",
    reason: `This worklog cannot be understood: ${issues.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    issues,
    sizeBytes: Buffer.byteLength(text),
    sha256: hash("sha256", text, "hex"),
    amount: { kind: "time", currency: null, minor: null },
  };
};

/** Whom it was for: its issue's project, the Tempo account. */
const partiesOf = (worklog: Json, account: string, issue: string | null): ReadonlyArray<string> => {
  const project = textOf(member(worklog, "issue", "projectKey")) ?? issue?.replace(/-\d+$/, "") ?? null;
  const billing = textOf(attributeOf(worklog, "_Account_"), member(worklog, "account", "key"));
  return [
    ...(project === null ? [] : [`jira-project:${account}/${project}`]),
    ...(billing === null ? [] : [`billing:${billing}`]),
  ];
};

/** One worklog, of Tempo's cloud (REST API 3 and 4) or of its servers (REST API 3 and 4 there). */
const readWorklog = (worklog: Json, place: Place): LedgerItem => {
  const { account } = place;
  const id = textOf(worklog["tempoWorklogId"], worklog["id"]);
  const start = startOf(worklog);
  const seconds = secondsOf(worklog["timeSpentSeconds"]);
  const { author } = worklog;
  const who = textOf(
    member(author, "accountId"), member(author, "key"), member(author, "name"), worklog["worker"], worklog["workerKey"],
  ); // prettier-ignore
  const issues = [
    ...(id === null ? [{ path: "tempoWorklogId", message: "is missing" }] : []),
    ...(start === null ? [{ path: "startDate", message: "is no date such as 2026-05-01" }] : []),
    ...(seconds === null ? [{ path: "timeSpentSeconds", message: "is no whole number" }] : []),
    ...(who === null ? [{ path: "author", message: "names nobody" }] : []),
  ];
  if (id === null || start === null || seconds === null || who === null)
    return refuse(place, worklog, issues);
  const workedOn = dayOf(start);
  const issue = textOf(member(worklog, "issue", "key"), member(worklog, "issue", "id"));
  const billable = secondsOf(worklog["billableSeconds"]);
  const email = textOf(member(author, "emailAddress"))?.toLowerCase() ?? null;
  const startedAt = start.offsetMinutes === null ? null : momentOf(start, "UTC");
  const members = [...(email === null ? [] : [`email:${email}`]), `tempo-user:${account}/${who}`];
  const updated = dateOf(worklog["updatedAt"], worklog["dateUpdated"], worklog["updated"]);
  const draft = {
    type: "time.logged",
    occurredAt: startedAt ?? Date.parse(`${workedOn}T00:00:00Z`),
    parties: partiesOf(worklog, account, issue).filter((each) => each.length <= maxPartyChars),
    members: members.filter((each) => each.length <= maxPartyChars),
    data: {
      status: "posted",
      workedOn,
      startedAt,
      endedAt: startedAt === null ? null : startedAt + seconds * 1000,
      durationSeconds: seconds,
      billable: billable === null ? null : billable > 0,
      activity: textOf(attributeOf(worklog, "_WorkType_"), attributeOf(worklog, "_Activity_")),
      ticket: issue === null ? null : `jira:${account}:${issue}`,
    },
  } as const;
  const revision = updated === null ? null : Math.max(0, momentOf(updated, "UTC"));
  const document = { kind: "time", key: `time:${id}`, revision, note: null, draft: () => draft } as const;
  return { kind: "row", connector, ...place, documents: [document], rounded: false };
};

/**
 * Tempo worklogs as its REST APIs give them: an array, one a line, or pages with `results`. The account is the
 * Jira site they are from, unless it is given.
 */
export async function* readTempoWorklogs(
  bytes: AsyncIterable<Uint8Array>,
  given: string | undefined,
): AsyncGenerator<LedgerItem> {
  let started = false;
  let host: string | null = null;
  for await (const record of jsonRecords(decodeText(bytes), new Set(["results", "worklogs"]))) {
    const position = record.position;
    if (record.kind === "broken") {
      const { code, reason, sizeBytes } = record;
      const of = { connector, account: given ?? host ?? "books", position, row: code !== "too_large" };
      const sha256 = record.text === null ? null : hash("sha256", record.text, "hex");
      const amount = { kind: "time", currency: null, minor: null } as const;
      yield { kind: "problem", ...of, code, reason, issues: [], sizeBytes, sha256, amount };
      continue;
    }
    host = hostOf(record.value) ?? host;
    const account = given ?? host ?? "books";
    if (!started && !isWorklog(record.value)) {
      const reason =
        "It is JSON, but no worklogs of Tempo: nothing of it was read. Other data of the books must be CSV.";
      const amount = { kind: null, currency: null, minor: null } as const;
      const of = { connector, account, position, row: false, code: "unknown_format" as const, reason };
      yield { kind: "problem", ...of, issues: [], sizeBytes: 0, sha256: null, amount };
      return;
    }
    if (!started) yield { kind: "start", connector, account, mapping: "tempo", shape: "JSON" };
    started = true;
    yield readWorklog(record.value, { account, position });
  }
}
