import { mergedInto } from "@rapport/domain/directory/canonicalClients";
import { cutPeriods, type Held } from "@rapport/domain/directory/cutPeriods";
import { memberPartiesOf, ownersOf } from "@rapport/domain/directory/foldPeople";
import type { InForce } from "@rapport/domain/directory/InForce";
import { firmWithMembers, isOwnParty } from "@rapport/domain/directory/ownParties";
import { type Calendar, type Firm, forEverMs, sinceEverMs } from "@rapport/domain/directory/Snapshot";
import { type Cell, csv } from "@rapport/reporting/render/csv";
import { saidFrom, saidTo } from "@rapport/directory/DirectoryState";
import { formatDays, formatMinute } from "@rapport/directory/firmFlags";
import { type FileKind, fileKinds } from "./import/kinds.ts";

export interface ExportedFile {
  readonly file: string;
  readonly rows: number;
  readonly text: string;
}

type CellsOf = Readonly<Record<string, Cell>>;

const day = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().slice(0, 10);
const list = (values: ReadonlyArray<string>): string => values.join(";");

const week = (of: Firm | Calendar): CellsOf => ({
  time_zone: of.timeZone,
  days: formatDays(of.workingDays),
  start: formatMinute(of.workStartMinute),
  end: formatMinute(of.workEndMinute),
  holidays: list(of.holidays),
});

const period = ({ from, to }: Held): CellsOf => ({ from: day(saidFrom(from)), to: day(saidTo(to)) });

interface PartyHeld {
  readonly party: string;
  readonly held: Held;
}

/** Links as they count, by the clients that were said, and where each of them is written. */
const linksOf = (now: InForce) => {
  const { links, contacts } = now;
  const isOwn = isOwnParty(firmWithMembers(now));
  const keys = new Set(memberPartiesOf(now).map(({ party }) => party));
  const all: ReadonlyArray<PartyHeld> = [...links.keys()]
    .filter((party) => !isOwn(party) && !keys.has(party))
    .toSorted()
    .flatMap((party) => cutPeriods(links.get(party) ?? []).map((held) => ({ party, held })));
  const isContact = ({ party }: PartyHeld) => contacts.has(party);
  const inCell = ({ party, held }: PartyHeld) =>
    held.from === sinceEverMs && held.to === forEverMs && !party.includes(";");
  return {
    contacts: all.filter(isContact),
    cells: all.filter((link) => !isContact(link) && inCell(link)),
    rest: all.filter((link) => !isContact(link) && !inCell(link)),
  };
};

const columnOf: Readonly<Record<string, string>> = {
  domain: "domains",
  email: "addresses",
  billing: "billing",
  project: "projects",
};

const clientRows = ({ names, profiles }: InForce, cells: ReadonlyArray<PartyHeld>): ReadonlyArray<CellsOf> =>
  [...names.keys()].toSorted().map((client) => {
    const of = new Map<string, Array<string>>();
    for (const { party } of cells.filter(({ held }) => held.holder === client)) {
      const kind = party.slice(0, party.indexOf(":"));
      const column = columnOf[kind] ?? "parties";
      of.set(column, [
        ...(of.get(column) ?? []),
        column === "parties" ? party : party.slice(kind.length + 1),
      ]);
    }
    const profile = profiles.get(client);
    return {
      client,
      name: names.get(client)?.at(-1) ?? client,
      ...Object.fromEntries([...of].map(([column, values]) => [column, list(values)])),
      segment: profile?.segment ?? null,
      tier: profile?.tier ?? null,
      currency: profile?.currency ?? null,
      time_zone: profile?.timeZone ?? null,
      calendar: profile?.calendarId ?? null,
    };
  });

const memberRows = ({ members, left }: InForce): ReadonlyArray<CellsOf> =>
  [...members.values()].map((member) => {
    const emails = member.parties.filter((party) => party.startsWith("email:"));
    return {
      member: member.memberId,
      name: member.name,
      emails: list(emails.map((party) => party.slice("email:".length))),
      parties: list(member.parties.filter((party) => !emails.includes(party))),
      band: member.band,
      role: member.role,
      team: member.team,
      calendar: member.calendarId,
      joined_on: day(member.joinedAt),
      left_on: day(saidTo(left.get(member.memberId) ?? forEverMs)),
    };
  });

const contactRows = ({ contacts }: InForce, links: ReadonlyArray<PartyHeld>): ReadonlyArray<CellsOf> =>
  [...contacts.keys()].toSorted().flatMap((party) => {
    const contact = contacts.get(party);
    if (contact === undefined || !party.startsWith("email:")) return [];
    const { name, title, seniority } = contact;
    const email = party.slice("email:".length);
    const held = links.filter((link) => link.party === party);
    const rows: ReadonlyArray<CellsOf> =
      held.length === 0
        ? [{ client: null }]
        : held.map((link) => ({ client: link.held.holder, ...period(link.held) }));
    return rows.map((row) => ({ email, name, title, seniority, ...row }));
  });

const rowsOf = (now: InForce): Readonly<Record<FileKind["name"], ReadonlyArray<CellsOf>>> => {
  const links = linksOf(now);
  return {
    firm:
      now.firm === null
        ? []
        : [{ domains: list(now.firm.ownDomains), addresses: list(now.firm.ownAddresses), ...week(now.firm) }],
    calendars: [...now.calendars.values()].map((one) => ({ calendar: one.calendarId, ...week(one) })),
    members: memberRows(now),
    clients: clientRows(now, links.cells),
    links: links.rest.map(({ party, held }) => ({ party, client: held.holder, ...period(held) })),
    merges: [...mergedInto([...now.merges.values()])].toSorted().map(([client, into]) => ({ client, into })),
    contacts: contactRows(now, links.contacts),
    owners: ownersOf(now, new Map()).map(({ clientId, role, memberId, validFrom, validTo }) => ({
      client: clientId,
      role,
      member: memberId,
      from: day(saidFrom(validFrom)),
      to: day(saidTo(validTo)),
    })),
  };
};

/** The directory as the files that import reads; kinds without rows are left out. */
export const exportFiles = (now: InForce): ReadonlyArray<ExportedFile> => {
  const rows = rowsOf(now);
  return fileKinds.flatMap(({ name, required, optional }) => {
    const columns = [...required, ...optional];
    const cells = rows[name].map((row) => columns.map((column) => row[column] ?? null));
    return cells.length === 0 ? [] : [{ file: `${name}.csv`, rows: cells.length, text: csv(columns, cells) }];
  });
};
