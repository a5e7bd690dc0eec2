import type { MaintenanceAnswer, MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { decisionClient } from "./decisionClients.ts";
import { maintenanceReasons } from "./maintenanceReasons.ts";
import { readPortfolio } from "./readPortfolio.ts";
import { upkeepOf, type Upkeep } from "./upkeep.ts";

const percent = (share: number): number => Math.round(share * 10_000) / 100;
const ratioText = (ratio: number): number => Math.round(ratio * 1000) / 1000;
const orNull = (value: number | null): number | null => (value === null ? null : ratioText(value));

const figuresOf = ({ figure, service, neglect, quarters, highMaintenance, own, ours }: Upkeep) => ({
  index: figure.index === null ? null : Math.round(figure.index * 10) / 10,
  pastIndex: figure.pastIndex === null ? null : Math.round(figure.pastIndex * 10) / 10,
  peers: figure.peers,
  measures: figure.measures.map(({ measure, ratio, pastRatio, events, exposure }) => ({
    measure,
    ratio: ratioText(ratio),
    pastRatio: orNull(pastRatio),
    events,
    exposure,
  })),
  service: {
    level: service.level,
    paidFor: orNull(service.paidFor),
    overPercent: percent(service.overOdds),
    byPeers: orNull(service.byPeers),
    underPercent: percent(service.underOdds),
    answersByPeers: orNull(neglect.answersByPeers),
    neglected: neglect.neglected,
  },
  quarters: quarters.map(({ days, odds }) => ({
    from: days.from,
    to: days.last,
    ratio: orNull(odds.ratio),
    peersRatio: orNull(odds.peersRatio),
    ratioAbovePercent: percent(odds.ratioAbove),
    contributionBelowPercent: percent(odds.contributionBelow),
    contributionMinor: odds.contributionMinor,
  })),
  highMaintenance,
  ownCause: {
    percent: percent(own.share),
    reworkPercent: percent(own.reworkShare),
    unansweredPercent: percent(own.unansweredShare),
    latencyPercent: percent(own.latencyShare),
    ours,
  },
});

/** Clients that have not ended by how much there is to maintain in them, the most first. */
export const readMaintenance = (warehouse: Warehouse) =>
  Effect.fn("Reports.maintenance")(function* (request: {
    readonly asOf?: string | undefined;
  }): Effect.fn.Return<MaintenanceAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const portfolio = yield* readPortfolio(warehouse, asOf);
    const rows = upkeepOf(portfolio).map((upkeep): MaintenanceRow => {
      const { party } = upkeep.figure;
      const row = {
        ...decisionClient(party, portfolio.cards.get(party), portfolio.year, asOf.day),
        ...figuresOf(upkeep),
      };
      return { ...row, reasons: maintenanceReasons(row) };
    });
    const items = rows.toSorted((a, b) => (b.index ?? -1) - (a.index ?? -1) || (a.id < b.id ? -1 : 1));
    return { ...portfolio.settled.head, items };
  });
