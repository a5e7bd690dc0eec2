import { seededRandom } from "../../seededRandom.ts";
import { settingNumber } from "../settings/resolveSettings.ts";
import type { Calibration, EffortSettings } from "./EffortMonth.ts";
import { normalQuantile } from "./normalQuantile.ts";

/** The kinds of effort that are uncertain together. `mail` stands for interruption too, `calibration` for all estimated ones. */
export const drawKinds = ["mail", "meeting", "ticket", "time", "calibration"] as const;
export type DrawKind = (typeof drawKinds)[number];

export const drawCount = 2000;
const seed = 20_040_714;
/** What a column of unsigned 32 bits holds. */
const mostMicro = 4_294_967_295;

export interface EffortDraws {
  readonly kind: DrawKind;
  /** What minutes of the kind are multiplied by, millionths. */
  readonly multipliersMicro: ReadonlyArray<number>;
}

/** The even quantiles of a standard normal variable in an order of chance: mean and spread are exact in every kind. */
const normalsOf = (kind: DrawKind): ReadonlyArray<number> =>
  seededRandom(seed + drawKinds.indexOf(kind)).shuffle(
    Array.from({ length: drawCount }, (_, i) => normalQuantile((i + 0.5) / drawCount)),
  );

const normals: ReadonlyMap<DrawKind, ReadonlyArray<number>> = new Map(
  drawKinds.map((kind) => [kind, normalsOf(kind)] as const),
);

/**
 * What could be otherwise about a month's effort: 2,000 draws of the multipliers of each kind, exp(sd × normal), so
 * that the figure itself is their median. Draw i of all kinds belongs together. Each month has the same normals: how
 * long a word takes to read is not known better by a sum over months.
 */
export const effortDraws = (settings: EffortSettings, calibration: Calibration): ReadonlyArray<EffortDraws> =>
  drawKinds.map((kind) => {
    const sd =
      kind === "calibration"
        ? calibration.sdMicro / 1_000_000
        : settingNumber(settings, `uncertainty.${kind}`);
    return {
      kind,
      multipliersMicro: normals
        .get(kind)!
        .map((normal) => Math.min(mostMicro, Math.round(Math.exp(sd * normal) * 1_000_000))),
    };
  });
