import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import type { MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import type { ToldEffect } from "@rapport/contracts/http/data/Settings";
import { ladderActions } from "@rapport/domain/decisions/draws/CommonDraws";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { readAllAlerts } from "../../alerts/readAlerts.ts";
import { daysBetween } from "../../AsOf.ts";
import { readLadder } from "../../decisions/readLadder.ts";
import { readMaintenance } from "../../decisions/readMaintenance.ts";
import type { Warehouse } from "../../read/Warehouse.ts";
import { clientNames } from "../../words/scoreQueries.ts";
import { toldEffect, type ToldOf } from "./toldEffect.ts";

/** More clients than any firm has: one page of all. */
const everybody = 1_000_000;

const proposals = (rows: ReadonlyArray<LadderRow>): ToldOf =>
  new Map(
    rows.map(({ id, name, recommendation }) => {
      const text = recommendation.replaceAll("_", " ");
      return [id, { name, text, counted: [text] }];
    }),
  );

/** What is proposed about each client, by the two readers. */
export const ladderEffect = (
  before: Warehouse,
  after: Warehouse,
  asOf: string,
): Effect.Effect<ToldEffect, WarehouseError> =>
  Effect.gen(function* () {
    const request = { asOf, limit: everybody };
    const [was, is] = [yield* readLadder(before)(request), yield* readLadder(after)(request)];
    const order = [...ladderActions, "talk"].map((action) => action.replaceAll("_", " "));
    return toldEffect("ladder", proposals(was.items), proposals(is.items), order);
  }).pipe(
    // Neither a client nor a cursor is asked for.
    Effect.catchTags({ UnknownClient: Effect.die, InvalidCursor: Effect.die }),
  );

const upkeepNames = ({ highMaintenance, service, ownCause }: MaintenanceRow): ReadonlyArray<string> => [
  ...(highMaintenance ? ["much effort, little return"] : []),
  ...(service.level === "over" ? ["over-served"] : []),
  ...(service.level === "under" ? ["under-served"] : []),
  ...(ownCause.ours ? ["our own doing"] : []),
];

const upkeep = (rows: ReadonlyArray<MaintenanceRow>): ToldOf =>
  new Map(
    rows.map((row) => {
      const counted = upkeepNames(row);
      return [row.id, { name: row.name, text: counted.join(", "), counted }];
    }),
  );

/** What is said of the effort that clients take. */
export const maintenanceEffect = (
  before: Warehouse,
  after: Warehouse,
  asOf: string,
): Effect.Effect<ToldEffect, WarehouseError> =>
  Effect.gen(function* () {
    const [was, is] = [yield* readMaintenance(before)({ asOf }), yield* readMaintenance(after)({ asOf })];
    return toldEffect("maintenance", upkeep(was.items), upkeep(is.items));
  });

/** Alerts older than this are no news. */
const lookBackDays = 182;

const alerts = (warehouse: Warehouse, asOf: string) =>
  Effect.gen(function* () {
    const names = new Map(
      (yield* warehouse.query(clientNames, {})).map(({ client, name }) => [client, name]),
    );
    const found = (yield* readAllAlerts(warehouse, asOf)).alerts.filter(
      ({ raisedOn }) => daysBetween(raisedOn, asOf) < lookBackDays,
    );
    return new Map(
      [...Map.groupBy(found, ({ party }) => party)].map(([party, of]) => {
        const said = of.map(({ raisedOn, state }) => `${raisedOn} ${state.replaceAll("_", " ")}`);
        const counted = of.map(({ state }) => state.replaceAll("_", " "));
        return [party, { name: names.get(party) ?? party, text: said.join(", "), counted }];
      }),
    );
  });

/** The alerts of half a year. */
export const alertsEffect = (
  before: Warehouse,
  after: Warehouse,
  asOf: string,
): Effect.Effect<ToldEffect, WarehouseError> =>
  Effect.gen(function* () {
    return toldEffect("alerts", yield* alerts(before, asOf), yield* alerts(after, asOf), [
      "told",
      "over budget",
    ]);
  });
