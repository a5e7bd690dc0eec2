import type { AlertRow, AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import type { Alert } from "@rapport/domain/decisions/alerts/Alert";
import { alertsOf } from "@rapport/domain/decisions/alerts/alertsOf";
import { alertTerms } from "@rapport/domain/decisions/alerts/alertTerms";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { readWordsOn } from "../decisions/readWordsOn.ts";
import { reportingCurrency } from "../economics/headQueries.ts";
import { pageOfRows } from "../economics/orderRows.ts";
import { pageSize } from "../read/pageSize.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCursor } from "../ReportErrors.ts";
import { readRiskGround } from "../risk/riskHead.ts";
import { clientNames, memberNames, ownerships, scoreSeries, weekSeries } from "../words/scoreQueries.ts";
import { alertCourses } from "./alertCourses.ts";
import { readAlertReasons } from "./alertReasons.ts";
import type { AlertsRequest } from "./AlertReads.ts";
import { alertText, stateText } from "./alertText.ts";

/** Newest first, of one week in their order, which is by what is at stake. */
const newestFirst = (alerts: ReadonlyArray<Alert>): ReadonlyArray<Alert> =>
  [...Map.groupBy(alerts, ({ week }) => week)].toReversed().flatMap(([, of]) => of);

const isWanted =
  ({ from, standing, state, kind, owner }: AlertsRequest) =>
  (alert: Alert): boolean =>
    (from === undefined || alert.raisedOn >= from) &&
    (standing !== "true" || alert.closedOn === null) &&
    (state === undefined || alert.state === state) &&
    (kind === undefined || alert.kind === kind) &&
    (owner === undefined || alert.owner === owner);

const percentOfMicro = (micro: number): number => Math.round(micro / 100) / 100;

const evidenceOf = ({ party, raisedOn }: Alert): AlertRow["evidence"] => {
  const at = `/v1/clients/${encodeURIComponent(party)}`;
  return {
    risk: `${at}/risk?asOf=${raisedOn}`,
    money: `${at}/evidence?metric=contribution&to=${raisedOn}&asOf=${raisedOn}`,
  };
};

/** Names by id; the id where there is none, null for nobody. */
interface Names {
  readonly clients: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
}

const rowOf = (alert: Alert, names: Names, budget: number, reasons: AlertRow["reasons"]): AlertRow => ({
  id: alert.id,
  kind: alert.kind,
  cause: alert.cause,
  client: { id: alert.party, name: names.clients.get(alert.party) ?? alert.party },
  owner: alert.owner === "" ? null : alert.owner,
  ownerName: alert.owner === "" ? null : (names.members.get(alert.owner) ?? alert.owner),
  week: alert.week,
  raisedOn: alert.raisedOn,
  text: alertText(alert),
  band: alert.shown === "rank" ? null : alert.band,
  shown: alert.shown,
  chancePercent: alert.shown === "percent" ? percentOfMicro(alert.chanceMicro) : null,
  revenueYearMinor: alert.revenueYearMinor,
  revenueTrendPercent: alert.revenueTrendMilli === null ? null : alert.revenueTrendMilli / 10,
  reasons,
  state: alert.state,
  stateText: stateText(alert, budget),
  again: alert.again,
  closedOn: alert.closedOn,
  evidence: evidenceOf(alert),
});

/** Every alert up to a day, by their weeks, and what they are told by: of clients as they are counted. */
export const readAllAlerts = (warehouse: Warehouse, day: string) =>
  Effect.gen(function* () {
    const asOf = yield* resolveAsOf(day);
    const [ground, words, weeks, scores, owners] = yield* Effect.all(
      [
        readRiskGround(warehouse, asOf),
        readWordsOn(warehouse, day),
        warehouse.query(weekSeries, { day }),
        warehouse.query(scoreSeries, { day, party: "" }),
        warehouse.query(ownerships, {}),
      ],
      { concurrency: 2 },
    );
    const terms = alertTerms(ground.settings);
    return { ground, terms, alerts: alertsOf(alertCourses(weeks, scores, words, owners), terms) };
  });

/** Changes of clients' states, told or not, newest first, of one week what is most at stake first. */
export const readAlerts = (warehouse: Warehouse) =>
  Effect.fn("Reports.alerts")(function* (
    request: AlertsRequest,
  ): Effect.fn.Return<AlertsAnswer, WarehouseError | InvalidCursor> {
    const { day } = yield* resolveAsOf(request.asOf);
    const [{ ground, terms, alerts }, clients, members, currency] = yield* Effect.all(
      [
        readAllAlerts(warehouse, day),
        warehouse.query(clientNames, {}),
        warehouse.query(memberNames, {}),
        warehouse.query(reportingCurrency, {}),
      ],
      { concurrency: 2 },
    );
    const wanted = newestFirst(alerts.filter(isWanted(request)));
    const page = yield* pageOfRows(
      wanted.map((alert) => ({ id: alert.id, name: alert.party, state: null, alert })),
      request.limit ?? pageSize,
      request.cursor,
    );
    const shown = page.rows.map(({ alert }) => alert);
    const events = request.withoutEvents !== true;
    const reasons = yield* readAlertReasons(warehouse, shown, ground.words, day, events);
    const names = {
      clients: new Map(clients.map(({ client, name }) => [client, name])),
      members: new Map(members.map(({ member, name }) => [member, name])),
    };
    const count = (state: Alert["state"]) => wanted.filter((alert) => alert.state === state).length;
    return {
      ...ground.head,
      currency: currency[0]?.currency || null,
      budget: terms.budget,
      total: wanted.length,
      told: count("told"),
      overBudget: count("over_budget"),
      snoozed: count("snoozed"),
      items: shown.map((alert) => rowOf(alert, names, terms.budget, reasons.get(alert.id) ?? [])),
      nextCursor: page.nextCursor,
    };
  });
