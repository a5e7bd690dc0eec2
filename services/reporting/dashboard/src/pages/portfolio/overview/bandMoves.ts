import type { RiskBand } from "@rapport/contracts/http/risk/head";
import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";

export const bands = ["high", "raised", "usual", "low"] as const satisfies ReadonlyArray<RiskBand>;

/** Where clients of a band came from or went to; null: had none, or has none now. */
export interface BandFlow {
  readonly band: RiskBand | null;
  readonly clients: number;
}

/** A band then and now. `before` + those who came − those who went = `after`. */
export interface BandMove {
  readonly band: RiskBand;
  readonly before: number;
  readonly after: number;
  readonly cameFrom: ReadonlyArray<BandFlow>;
  readonly wentTo: ReadonlyArray<BandFlow>;
}

const flows = (others: ReadonlyArray<RiskBand | null>, band: RiskBand): ReadonlyArray<BandFlow> =>
  [...bands, null].flatMap((other) => {
    const clients = others.filter((one) => one === other).length;
    return other === band || clients === 0 ? [] : [{ band: other, clients }];
  });

/** How many clients each band had and has, and how they moved; the most pressing band first. */
export const bandMoves = (rows: ReadonlyArray<ChangedRow>): ReadonlyArray<BandMove> => {
  const pairs = rows.map(({ before, after }) => [before?.band ?? null, after?.band ?? null] as const);
  return bands.map((band) => {
    const was = pairs.filter(([before]) => before === band);
    const is = pairs.filter(([, after]) => after === band);
    return {
      band,
      before: was.length,
      after: is.length,
      cameFrom: flows(
        is.map(([before]) => before),
        band,
      ),
      wentTo: flows(
        was.map(([, after]) => after),
        band,
      ),
    };
  });
};
