import { baseRate, type Forecast } from "./Forecast.ts";

const meanOf = (forecasts: ReadonlyArray<Forecast>, of: (forecast: Forecast) => number): number =>
  forecasts.reduce((sum, forecast) => sum + of(forecast), 0) / forecasts.length;

/** Mean of (chance − what came)², 0 best (Brier 1950). NaN of none. */
export const brier = (forecasts: ReadonlyArray<Forecast>): number =>
  meanOf(forecasts, ({ chance, happened }) => (chance - (happened ? 1 : 0)) ** 2);

/** 1 − Brier ÷ Brier of giving everybody the same base rate: above 0 is better than that. */
export const brierSkill = (forecasts: ReadonlyArray<Forecast>, rate: number = baseRate(forecasts)): number =>
  1 - brier(forecasts) / brier(forecasts.map(({ happened }) => ({ chance: rate, happened })));

/** Chances nearer to 0 or 1 count as this near, so that one certain mistake is not infinitely bad. */
const leastChance = 1e-15;

/** Mean of −ln of the chance given to what came, 0 best. NaN of none. */
export const logLoss = (forecasts: ReadonlyArray<Forecast>): number =>
  meanOf(forecasts, ({ chance, happened }) => {
    const p = Math.min(1 - leastChance, Math.max(leastChance, chance));
    return happened ? -Math.log(p) : -Math.log1p(-p);
  });
