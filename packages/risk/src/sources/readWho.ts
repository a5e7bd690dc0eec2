import { Effect } from "effect";
import { z } from "zod";
import type { BusinessCalendar } from "@rapport/domain/activity/businessDays";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { weekOf } from "../weeks/weekNumbers.ts";

/** What the directory says of a client. */
export interface ClientCard {
  readonly segment: string;
  readonly tier: string;
  readonly calendar: BusinessCalendar;
  /** Weeks in which another of us came to own the account. */
  readonly ownerChanges: ReadonlySet<number>;
}

/** Who is who, as far as weeks depend on it. */
export interface Who {
  readonly clients: ReadonlyMap<string, ClientCard>;
  /** Addresses of executives and directors. */
  readonly isSenior: (address: string) => boolean;
  /** Which of us an address is: a member's id, or the address itself. */
  readonly memberOf: (address: string) => string;
}

const clientsQuery = query({
  name: "risk-clients",
  sql: `
SELECT c.client AS client, p.segment AS segment, p.tier AS tier, k.calendar_id AS calendarId, k.days AS days, k.holidays AS holidays
FROM (SELECT DISTINCT canonical_id AS client FROM directory_client) AS c
LEFT JOIN (
  SELECT client_id, any(segment) AS segment, any(tier) AS tier, any(calendar_id) AS calendar_id FROM directory_profile GROUP BY client_id
) AS p ON p.client_id = c.client
LEFT JOIN (
  SELECT calendar_id, any(working_days) AS days, arrayMap(h -> toString(h), any(holidays)) AS holidays
  FROM directory_calendar GROUP BY calendar_id
) AS k ON k.calendar_id = p.calendar_id
ORDER BY client`,
  params: z.object({}),
  row: z.object({
    client: z.string(),
    segment: z.string(),
    tier: z.string(),
    calendarId: z.string(),
    days: z.array(z.number()),
    holidays: z.array(z.string()),
  }),
});

const firmQuery = query({
  name: "risk-firm-week",
  sql: "SELECT working_days AS days, arrayMap(h -> toString(h), holidays) AS holidays FROM firm",
  params: z.object({}),
  row: z.object({ days: z.array(z.number()), holidays: z.array(z.string()) }),
});

const ownersQuery = query({
  name: "risk-owners",
  sql: `
SELECT client_id AS client, lowerUTF8(role) = 'owner' AS leads, member_id AS member, toString(toDate32(valid_from)) AS day
FROM directory_owner
ORDER BY client_id, valid_from, role, member_id`,
  params: z.object({}),
  row: z.object({ client: z.string(), leads: z.coerce.boolean(), member: z.string(), day: z.string() }),
});

const peopleQuery = query({
  name: "risk-people",
  sql: `
SELECT substring(party, 7) AS address, '' AS member FROM directory_contact
WHERE startsWith(party, 'email:') AND seniority IN ('executive', 'director')
UNION ALL
SELECT substring(party, 7), member_id FROM directory_member_party WHERE startsWith(party, 'email:')`,
  params: z.object({}),
  row: z.object({ address: z.string(), member: z.string() }),
});

type OwnerRow = z.infer<typeof ownersQuery.row>;

/** When the account passed from one to another, by the role `owner` where anybody has it. */
const ownerChanges = (rows: ReadonlyArray<OwnerRow>): ReadonlySet<number> => {
  const leading = rows.some(({ leads }) => leads) ? rows.filter(({ leads }) => leads) : [];
  return new Set(
    leading.flatMap(({ member, day }, i) => {
      const before = leading[i - 1];
      return before !== undefined && before.member !== member ? [weekOf(day)] : [];
    }),
  );
};

/** The directory as it is folded now. */
export const readWho: Effect.Effect<Who, WarehouseError, WarehouseReader> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const [firm] = yield* reader.query(firmQuery, {});
  const ours: BusinessCalendar = {
    workingDays: firm?.days ?? [1, 2, 3, 4, 5],
    holidays: firm?.holidays ?? [],
  };
  const owners = Map.groupBy(yield* reader.query(ownersQuery, {}), ({ client }) => client);
  const people = yield* reader.query(peopleQuery, {});
  const seniors = new Set(people.filter(({ member }) => member === "").map(({ address }) => address));
  const members = new Map(
    people.flatMap(({ address, member }) => (member === "" ? [] : [[address, member]])),
  );
  // One object for each calendar, however many clients share it.
  const calendars = new Map<string, BusinessCalendar>([["", ours]]);
  const clients = new Map<string, ClientCard>();
  for (const row of yield* reader.query(clientsQuery, {})) {
    const { client, segment, tier, calendarId, days, holidays } = row;
    const calendar = calendars.get(calendarId) ?? { workingDays: days, holidays };
    calendars.set(calendarId, calendar);
    clients.set(client, { segment, tier, calendar, ownerChanges: ownerChanges(owners.get(client) ?? []) });
  }
  return {
    clients,
    isSenior: (address) => seniors.has(address),
    memberOf: (address) => members.get(address) ?? address,
  };
});
