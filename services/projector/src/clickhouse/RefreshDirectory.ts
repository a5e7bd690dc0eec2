import { Effect } from "effect";
import { z } from "zod";
import { DirectoryEvent } from "@rapport/contracts/Directory";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import type { DirectorySnapshot } from "@rapport/domain/directory/Snapshot";
import { array } from "@rapport/warehouse/native/composites";
import { date, dateTime64Ms, uint8, uint16 } from "@rapport/warehouse/native/numbers";
import { type Columns, encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { string } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { freshNameOf, onTables, type TableSet } from "../Tables.ts";
import { exchangeFresh } from "./Exchange.ts";

const directoryEvents = (tables: TableSet) =>
  query({
    name: "directory-events",
    sql: onTables(tables, "SELECT event FROM {{directory_event}} FINAL ORDER BY occurred_at, event_id"),
    params: z.object({}),
    row: z.object({ event: z.string().transform((json) => DirectoryEvent.parse(JSON.parse(json))) }),
  });

const clientColumns = ({ clients }: DirectorySnapshot): Columns => {
  const columns = { client_id: string(), name: string(), canonical_id: string(), canonical_name: string() };
  for (const client of clients) {
    columns.client_id.push(client.clientId);
    columns.name.push(client.name);
    columns.canonical_id.push(client.canonicalId);
    columns.canonical_name.push(client.canonicalName);
  }
  return columns;
};

const partyColumns = ({ periods }: DirectorySnapshot): Columns => {
  const columns = {
    party: string(),
    client_id: string(),
    valid_from: dateTime64Ms(),
    valid_to: dateTime64Ms(),
  };
  for (const period of periods) {
    columns.party.push(period.party);
    columns.client_id.push(period.clientId);
    columns.valid_from.push(period.validFrom);
    columns.valid_to.push(period.validTo);
  }
  return columns;
};

const dayNumber = (isoDate: string): number =>
  Math.max(0, Math.min(65_535, Date.parse(isoDate) / 86_400_000));

const firmColumns = ({ firm }: DirectorySnapshot): Columns => {
  const columns = {
    own_domains: array(string()),
    own_addresses: array(string()),
    time_zone: string(),
    working_days: array(uint8()),
    work_start_minute: uint16(),
    work_end_minute: uint16(),
    holidays: array(date()),
  };
  if (firm === null) return columns;
  columns.own_domains.push(firm.ownDomains);
  columns.own_addresses.push(firm.ownAddresses);
  columns.time_zone.push(firm.timeZone);
  columns.working_days.push(firm.workingDays);
  columns.work_start_minute.push(firm.workStartMinute);
  columns.work_end_minute.push(firm.workEndMinute);
  columns.holidays.push(firm.holidays.map(dayNumber));
  return columns;
};

/** Folds every directory event held so far and exchanges the result in: who is who, whole. */
export const refreshDirectory = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const events = yield* reader.query(directoryEvents(tables), {});
    const snapshot = foldDirectory(events.map((row) => row.event));
    const fill = Effect.gen(function* () {
      const insert = (name: Parameters<typeof freshNameOf>[1], columns: Columns) =>
        writer.insertNative(freshNameOf(tables, name), encodeNativeBlock(columns));
      yield* insert("directory_client", clientColumns(snapshot));
      yield* insert("directory_party", partyColumns(snapshot));
      yield* insert("directory_firm", firmColumns(snapshot));
    });
    yield* exchangeFresh(tables, ["directory_client", "directory_party", "directory_firm"], fill);
  });
