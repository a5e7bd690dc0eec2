import type { Calendar, DirectorySnapshot, Firm } from "@rapport/domain/directory/Snapshot";
import { array } from "@rapport/warehouse/native/composites";
import type { Columns } from "@rapport/warehouse/native/NativeBlock";
import { date, dateTime64Ms, uint8, uint16 } from "@rapport/warehouse/native/numbers";
import { string } from "@rapport/warehouse/native/strings";
import type { ProjectionTable } from "../Tables.ts";

type DirectoryTable = Extract<ProjectionTable, `directory_${string}`>;

const clients = ({ clients: rows }: DirectorySnapshot): Columns => {
  const columns = { client_id: string(), name: string(), canonical_id: string(), canonical_name: string() };
  for (const client of rows) {
    columns.client_id.push(client.clientId);
    columns.name.push(client.name);
    columns.canonical_id.push(client.canonicalId);
    columns.canonical_name.push(client.canonicalName);
  }
  return columns;
};

const periodColumns = () => ({ valid_from: dateTime64Ms(), valid_to: dateTime64Ms() });
const pushPeriod = (
  columns: ReturnType<typeof periodColumns>,
  period: { readonly validFrom: number; readonly validTo: number },
): void => {
  columns.valid_from.push(period.validFrom);
  columns.valid_to.push(period.validTo);
};

const parties = ({ periods }: DirectorySnapshot): Columns => {
  const columns = { party: string(), client_id: string(), ...periodColumns() };
  for (const period of periods) {
    columns.party.push(period.party);
    columns.client_id.push(period.clientId);
    pushPeriod(columns, period);
  }
  return columns;
};

const owners = ({ owners: rows }: DirectorySnapshot): Columns => {
  const columns = { client_id: string(), role: string(), member_id: string(), ...periodColumns() };
  for (const owner of rows) {
    columns.client_id.push(owner.clientId);
    columns.role.push(owner.role);
    columns.member_id.push(owner.memberId);
    pushPeriod(columns, owner);
  }
  return columns;
};

const dayNumber = (isoDate: string): number =>
  Math.max(0, Math.min(65_535, Date.parse(isoDate) / 86_400_000));

const weekColumns = () => ({
  time_zone: string(),
  working_days: array(uint8()),
  work_start_minute: uint16(),
  work_end_minute: uint16(),
  holidays: array(date()),
});
const pushWeek = (columns: ReturnType<typeof weekColumns>, week: Firm | Calendar): void => {
  columns.time_zone.push(week.timeZone);
  columns.working_days.push(week.workingDays);
  columns.work_start_minute.push(week.workStartMinute);
  columns.work_end_minute.push(week.workEndMinute);
  columns.holidays.push(week.holidays.map(dayNumber));
};

const firm = ({ firm: said }: DirectorySnapshot): Columns => {
  const columns = {
    own_domains: array(string()),
    own_addresses: array(string()),
    ...weekColumns(),
  };
  if (said === null) return columns;
  columns.own_domains.push(said.ownDomains);
  columns.own_addresses.push(said.ownAddresses);
  pushWeek(columns, said);
  return columns;
};

const calendars = ({ calendars: rows }: DirectorySnapshot): Columns => {
  const columns = { calendar_id: string(), ...weekColumns() };
  for (const calendar of rows) {
    columns.calendar_id.push(calendar.calendarId);
    pushWeek(columns, calendar);
  }
  return columns;
};

const profiles = ({ profiles: rows }: DirectorySnapshot): Columns => {
  const columns = {
    client_id: string(),
    segment: string(),
    tier: string(),
    currency: string(),
    time_zone: string(),
    calendar_id: string(),
  };
  for (const profile of rows) {
    columns.client_id.push(profile.clientId);
    columns.segment.push(profile.segment ?? "");
    columns.tier.push(profile.tier ?? "");
    columns.currency.push(profile.currency ?? "");
    columns.time_zone.push(profile.timeZone ?? "");
    columns.calendar_id.push(profile.calendarId ?? "");
  }
  return columns;
};

const contacts = ({ contacts: rows }: DirectorySnapshot): Columns => {
  const columns = { party: string(), name: string(), title: string(), seniority: string() };
  for (const contact of rows) {
    columns.party.push(contact.party);
    columns.name.push(contact.name ?? "");
    columns.title.push(contact.title ?? "");
    columns.seniority.push(contact.seniority);
  }
  return columns;
};

const members = ({ members: rows }: DirectorySnapshot): Columns => {
  const columns = {
    member_id: string(),
    name: string(),
    band: string(),
    role: string(),
    team: string(),
    calendar_id: string(),
    joined_at: dateTime64Ms(),
    left_at: dateTime64Ms(),
  };
  for (const member of rows) {
    columns.member_id.push(member.memberId);
    columns.name.push(member.name);
    columns.band.push(member.band ?? "");
    columns.role.push(member.role ?? "");
    columns.team.push(member.team ?? "");
    columns.calendar_id.push(member.calendarId ?? "");
    columns.joined_at.push(member.joinedAt);
    columns.left_at.push(member.leftAt);
  }
  return columns;
};

const memberParties = ({ memberParties: rows }: DirectorySnapshot): Columns => {
  const columns = { party: string(), member_id: string() };
  for (const { party, memberId } of rows) {
    columns.party.push(party);
    columns.member_id.push(memberId);
  }
  return columns;
};

/** Every table that is folded from the directory's events, with the rows a snapshot gives it. */
export const directoryColumns: Readonly<
  Record<Exclude<DirectoryTable, "directory_event">, (snapshot: DirectorySnapshot) => Columns>
> = {
  directory_client: clients,
  directory_party: parties,
  directory_firm: firm,
  directory_profile: profiles,
  directory_contact: contacts,
  directory_member: members,
  directory_member_party: memberParties,
  directory_owner: owners,
  directory_calendar: calendars,
};
