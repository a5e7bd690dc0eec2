import type { ModelInForce, RiskHead } from "@rapport/contracts/http/risk/head";
import type { EffortSettings } from "@rapport/domain/economics/effort/EffortMonth";
import { dayNumber } from "@rapport/domain/economics/money/days";
import { resolveSettings, settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { ofCurrentEdition } from "@rapport/risk/read/currentRisk";
import { query } from "@rapport/warehouse/Query";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { type AsOf, isoMoment, readNow } from "../AsOf.ts";
import { integer } from "../queries/columns.ts";
import { readSourcesRead } from "../read/readSourcesRead.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { type DirectoryWords, readDirectoryWords } from "./directoryWords.ts";
import { modelOn } from "./modelRows.ts";
import { lastScoredWeek } from "./riskQueries.ts";
import { lastWholeWeek } from "./riskWeek.ts";

/** Clients that have left by a day. Always one row. */
const clientsLeft = query({
  name: "clients-left",
  sql: `
    SELECT uniqExact(party) AS clients
    FROM client_end
    WHERE ${ofCurrentEdition}
      AND cause = 'client_left' AND held_from <= {day:Date32} AND held_until > {day:Date32} AND notice_on <= {day:Date32}`,
  params: z.object({ day: z.iso.date() }),
  row: z.object({ clients: integer }),
});

const definitions = ["unconfirmed", "contracts", "said"] as const;
type Definition = (typeof definitions)[number];

/** What counts as leaving, by the settings. */
export const definitionOf = (settings: EffortSettings): Definition =>
  definitions.find((one) => one === settings.get("churn.definition")) ?? "unconfirmed";

/** Why a fit is due, and how to make it; null while none is. */
const fitDueOf = (
  model: Pick<ModelInForce, "shipped" | "trainedTo">,
  settings: EffortSettings,
  day: string,
  left: number,
): string | null => {
  const least = settingNumber(settings, "risk.least.churns");
  if (definitionOf(settings) === "unconfirmed" || left < least) return null;
  if (model.shipped)
    return `${left} clients have left by now, and scores are made with the model that ships, which saw none of them: rapport model fit`;
  const weeks = settingNumber(settings, "risk.refit.weeks");
  return model.trainedTo !== null && dayNumber(day) - dayNumber(model.trainedTo) > 7 * weeks
    ? `the model in force learnt from labels up to ${model.trainedTo}, more than ${weeks} weeks ago: rapport model fit`
    : null;
};

/** What every answer about risk says of itself, and what it was made of. */
export interface RiskGround {
  readonly head: RiskHead;
  readonly words: DirectoryWords;
  /** On the as-of day. */
  readonly settings: EffortSettings;
}

/** Reads it as of a day. */
export const readRiskGround = (warehouse: Warehouse, asOf: AsOf): Effect.Effect<RiskGround, WarehouseError> =>
  Effect.gen(function* () {
    const now = yield* readNow;
    const wanted = lastWholeWeek(asOf.day, now);
    const [firmConfigured, words, weeks, sources, left] = yield* Effect.all(
      [
        readFirmConfigured(warehouse),
        readDirectoryWords(warehouse),
        warehouse.query(lastScoredWeek, { week: wanted }),
        readSourcesRead(warehouse),
        warehouse.query(clientsLeft, { day: asOf.day }),
      ],
      { concurrency: "unbounded" },
    );
    const settings = resolveSettings(words.settings, asOf.day);
    const { model, announced } = modelOn(words.models, wanted);
    const inForce = {
      model: model.model,
      shipped: announced === null,
      validFrom: announced?.validFrom ?? null,
      trainedTo: model.trainedTo,
      horizonWeeks: model.horizonWeeks,
      clientPeriods: model.clientPeriods,
      churns: model.churns,
    };
    return {
      words,
      settings,
      head: {
        asOf: asOf.day,
        knownAt: asOf.knownAt,
        firmConfigured,
        week: weeks[0]?.monday ?? null,
        definition: definitionOf(settings),
        model: { ...inForce, fitDue: fitDueOf(inForce, settings, asOf.day, left[0]?.clients ?? 0) },
        sources: sources.map((row) => ({
          connector: row.connector,
          account: row.account,
          lastEventAt: isoMoment(row.last_event_ms),
          lastRecordedAt: new Date(row.last_recorded_ms).toISOString(),
        })),
      },
    };
  });
