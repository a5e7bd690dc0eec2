import { type WordSaying, wordText } from "@rapport/domain/decisions/history/wordText";
import { type WordType, wordTypes } from "@rapport/domain/decisions/words/WordEvent";
import type { InForce, Saying } from "@rapport/domain/directory/InForce";
import { holidaysText } from "./holidaysText.ts";
import { formatDays, formatMinute } from "./firmFlags.ts";
import { periodText } from "./parseLink.ts";

/** A working week in a few words. */
export const weekText = (week: {
  readonly timeZone: string;
  readonly workingDays: ReadonlyArray<number>;
  readonly workStartMinute: number;
  readonly workEndMinute: number;
  readonly holidays: ReadonlyArray<string>;
}): string =>
  `${week.timeZone}, ${formatMinute(week.workStartMinute)}-${formatMinute(week.workEndMinute)}, ${formatDays(week.workingDays)}, holidays: ${holidaysText(week.holidays)}`;

const given = (parts: Readonly<Record<string, string | null>>): string =>
  Object.entries(parts)
    .flatMap(([name, value]) => (value === null || value === "" ? [] : [`${name} ${value}`]))
    .join(", ");

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const ofPeople = (saying: Saying): string => {
  switch (saying.type) {
    case "contact.registered": {
      const { party, name, title, seniority } = saying.data;
      return `contact ${party.replace(/^email:/, "")}: ${given({ name, title, seniority })}`;
    }
    case "member.registered": {
      const { memberId, name, parties, band, role, team, calendarId, joinedAt } = saying.data;
      const joined = joinedAt === null ? null : day(joinedAt);
      const rest = given({ band, role, team, calendar: calendarId, joined });
      return `member ${memberId}: ${[name, ...parties, rest].filter((part) => part !== "").join(", ")}`;
    }
    case "member.left":
      return `member ${saying.data.memberId} left on ${day(saying.data.leftAt)}`;
    default:
      return saying.type;
  }
};

const ofEconomics = (saying: Saying): string => {
  switch (saying.type) {
    case "setting.set": {
      const { key, validFrom, value } = saying.data;
      const from = validFrom === null ? "for all days" : `from ${validFrom} on`;
      return `${key} is ${value ?? "its default again"} ${from}`;
    }
    case "month.closed":
      return `${saying.data.month} is closed`;
    case "month.restated":
      return `${saying.data.month} is restated: ${saying.data.reason}`;
    default:
      return saying.type;
  }
};

const isWord = (saying: Saying): saying is Extract<WordSaying, { type: WordType }> =>
  (wordTypes as ReadonlyArray<string>).includes(saying.type);

/** What saying this changes, in one line; `before` is the directory that it is said to. */
export const describeSaying = (saying: Saying, before: InForce): string => {
  const nameOf = (id: string): string => before.names.get(id)?.at(-1) ?? id;
  if (isWord(saying))
    return "clientId" in saying.data
      ? `${nameOf(saying.data.clientId)}: ${wordText(saying)}`
      : wordText(saying);
  switch (saying.type) {
    case "firm.configured": {
      const { ownDomains, ownAddresses } = saying.data;
      return `firm: ${[...ownDomains, ...ownAddresses].join(", ") || "no domains"}; ${weekText(saying.data)}`;
    }
    case "client.registered": {
      const { clientId, name } = saying.data;
      const known = before.names.get(clientId)?.at(-1);
      return known === undefined
        ? `client ${clientId}: ${name}`
        : `client ${clientId} is called ${name} now, no longer ${known}`;
    }
    case "client.merged":
      return `${nameOf(saying.data.from)} is counted as ${nameOf(saying.data.into)}`;
    case "client.unmerged":
      return `${nameOf(saying.data.from)} stands for itself again`;
    case "party.linked":
      return `${saying.data.party} counts for ${nameOf(saying.data.clientId)}${periodText(saying.data)}`;
    case "party.unlinked":
      return `${saying.data.party}${periodText(saying.data)} does not count for ${nameOf(saying.data.clientId)} any more`;
    case "client.profiled": {
      const { clientId, segment, tier, currency, timeZone, calendarId } = saying.data;
      const rest = given({ segment, tier, currency, zone: timeZone, calendar: calendarId });
      return `${nameOf(clientId)}: ${rest || "nothing known beside its name"}`;
    }
    case "ownership.changed": {
      const { clientId, role, memberId } = saying.data;
      return `${memberId ?? "nobody"} is ${role} of ${nameOf(clientId)}${periodText(saying.data)}`;
    }
    case "calendar.set":
      return `calendar ${saying.data.calendarId}: ${weekText(saying.data)}`;
    case "setting.set":
    case "month.closed":
    case "month.restated":
      return ofEconomics(saying);
    default:
      return ofPeople(saying);
  }
};
