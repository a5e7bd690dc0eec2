import type { ClientAccount } from "@rapport/contracts/http/client/Account";
import type { TheirPerson } from "@rapport/contracts/http/signals/HandOver";
import { busFactor, ourSides } from "@rapport/domain/signals/whoKnowsWhom";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, resolveAsOf } from "../AsOf.ts";
import { reportingCurrency } from "../economics/headQueries.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { UnknownClient } from "../ReportErrors.ts";
import * as queries from "./handOverQueries.ts";

const orNull = (text: string): string | null => (text === "" ? null : text);
const isoOf = (ms: number): string => new Date(ms).toISOString();

const peopleOf = (rows: ReadonlyArray<queries.HandOverContactRow>, without: string | undefined) =>
  [...Map.groupBy(rows, ({ address }) => address)].map(([address, known]): TheirPerson => {
    const { name, title, seniority } = known[0]!;
    return {
      address,
      name: orNull(name),
      title: orNull(title),
      seniority: orNull(seniority),
      lastAt: isoOf(Math.max(...known.map(({ last_ms }) => last_ms))),
      knownBy: known
        .filter(({ member }) => member !== without)
        .map((row) => ({
          member: row.member,
          memberName: row.member_name,
          messagesIn: row.messages_in,
          messagesOut: row.messages_out,
          lastAt: isoOf(row.last_ms),
        })),
    };
  });

const readMoney = (warehouse: Warehouse, params: { readonly asOf: string; readonly client: string }) =>
  Effect.gen(function* () {
    const [year] = yield* warehouse.query(queries.handOverEconomics, params);
    const bills = yield* warehouse.query(queries.handOverBills, params);
    const [currency] = yield* warehouse.query(reportingCurrency, {});
    return {
      currency: currency?.currency || null,
      revenueMinor: year?.revenue_minor ?? 0,
      contributionMinor: year?.contribution_minor ?? 0,
      effortSeconds: year?.effort_seconds ?? 0,
      open: bills.map((row) => ({
        currency: row.currency,
        bills: row.bills,
        openMinor: row.open_minor,
        overdueMinor: row.overdue_minor,
      })),
    };
  });

const readPromises = (warehouse: Warehouse, params: { readonly asOf: string; readonly client: string }) =>
  Effect.gen(function* () {
    const contracts = yield* warehouse.query(queries.handOverContracts, params);
    const [agreed] = yield* warehouse.query(queries.handOverAgreed, params);
    return {
      contracts: contracts.map((row) => ({
        contract: row.contract,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        renewsOn: row.renews_on,
        noticeDays: row.notice_days,
        retainerMinutesPerMonth: row.retainer_minutes,
        eventId: row.event_id,
      })),
      agreed:
        agreed === undefined
          ? null
          : {
              responseMinutes: agreed.response_minutes,
              checkInDays: agreed.check_in_days,
              capMinutesPerMonth: agreed.cap_minutes,
              workingHoursOnly: agreed.working_hours_only,
              eventId: agreed.agreed_by,
            },
    };
  });

/** Who knows whom, what is agreed, meetings and money, as though `without` had gone already. */
export const readAccountOf = (
  warehouse: Warehouse,
  id: string,
  asOf: AsOf,
  without?: string,
): Effect.Effect<ClientAccount, WarehouseError | UnknownClient> =>
  Effect.gen(function* () {
    const { party } = yield* resolveParty(warehouse, id);
    const params = { asOf: asOf.day, client: party };
    const [card] = yield* warehouse.query(queries.handOverCard, params);
    if (card === undefined) return yield* new UnknownClient({ id });
    const contacts = yield* warehouse.query(queries.handOverContacts, params);
    const people = peopleOf(contacts, without);
    const known = people.flatMap(({ address, knownBy }) =>
      knownBy.map(({ member }) => ({ person: address, member })),
    );
    const names = new Map(contacts.map((row) => [row.member, row.member_name]));
    const meetings = yield* warehouse.query(queries.handOverMeetings, params);
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured: yield* readFirmConfigured(warehouse),
      client: {
        id: card.client,
        name: card.name,
        owner: orNull(card.owner),
        ownerName: orNull(card.owner_name),
      },
      people,
      ours: ourSides(known).map((side) => ({ ...side, memberName: names.get(side.member) ?? side.member })),
      busFactor: busFactor(known),
      ...(yield* readPromises(warehouse, params)),
      meetings: meetings.map((row) => ({ at: isoOf(row.at_ms), people: row.people, eventId: row.event_id })),
      money: yield* readMoney(warehouse, params),
    };
  });

/** The account of a client as of a day. */
export const readAccount = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientAccount")(function* (
    id: string,
    day?: string,
  ): Effect.fn.Return<ClientAccount, WarehouseError | UnknownClient> {
    return yield* readAccountOf(warehouse, id, yield* resolveAsOf(day));
  });
