import type { WhatChangedAnswer } from "@rapport/contracts/http/risk/WhatChanged";
import { settingDefinitions, type SettingKey } from "@rapport/domain/economics/settings/definitions";
import type { SaidSince } from "@rapport/domain/whatChanged/KnownRisk";
import type { KnownAtError, KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { InvalidSpan } from "../ReportErrors.ts";
import { changedRows, sumOfParts } from "./changedRows.ts";
import { modelOn } from "./modelRows.ts";
import { type RiskThen, readKnownThen, readRiskThen } from "./readThen.ts";
import type { WhatChangedRequest } from "./RiskReads.ts";
import { clientCards } from "./riskQueries.ts";

/** Settings that effort and its cost are figured with, by the beginnings of their names. */
const ofEffort = ["mail.", "meeting.", "ticket.", "after_hours.", "calibration.", "capacity."];

/** Which settings hold now that did not then, in the order of their definitions. */
const changedSettings = (then: RiskThen, now: RiskThen): WhatChangedAnswer["settings"] =>
  (Object.keys(settingDefinitions) as ReadonlyArray<SettingKey>).flatMap((key) => {
    const [before, after] = [then.ground.settings.get(key) ?? "", now.ground.settings.get(key) ?? ""];
    return before === after ? [] : [{ key, before, after }];
  });

/** Of which figures settings were said after a moment (UTC ms). */
const saidSince = (now: RiskThen, ms: number): SaidSince => {
  const said = now.ground.words.settings.filter(({ recordedAt }) => recordedAt > ms).map(({ key }) => key);
  return {
    effort: said.some((key) => ofEffort.some((beginning) => key.startsWith(beginning))),
    amounts: said.includes("currency.reporting"),
  };
};

/** What moved the risk of each client since the end of a day, beside what was known then. */
export const readWhatChanged = (warehouse: Warehouse, known: typeof KnownWarehouses.Service) =>
  Effect.fn("Reports.whatChanged")(function* (
    request: WhatChangedRequest,
  ): Effect.fn.Return<WhatChangedAnswer, WarehouseError | InvalidSpan | KnownAtError> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { since } = request;
    if (since >= asOf.day)
      return yield* new InvalidSpan({
        parameter: "since",
        problem: `${since} is not before the as-of day, ${asOf.day}`,
      });
    const now = yield* readRiskThen(warehouse, asOf);
    const knownThen = yield* readKnownThen(known, since);
    const then = knownThen ?? (yield* readRiskThen(warehouse, yield* resolveAsOf(since)));
    const cards = yield* warehouse.query(clientCards, { day: asOf.day });
    const said = knownThen === null ? { effort: false, amounts: false } : saidSince(now, knownThen.moment.ms);
    const items = changedRows(then, now, said, new Map(cards.map((card) => [card.client, card])));
    return {
      ...now.ground.head,
      since,
      knownThen: knownThen?.moment.text ?? null,
      modelThen: modelOn(then.ground.words.models, then.week ?? since).model.model,
      settings: changedSettings(then, now),
      total: items.length,
      all: sumOfParts(items),
      items: [...items],
    };
  });
