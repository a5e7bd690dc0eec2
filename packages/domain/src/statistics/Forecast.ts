/** A chance that was given, and whether it came so. */
export interface Forecast {
  /** 0 to 1. */
  readonly chance: number;
  readonly happened: boolean;
}

/** The share of those that came so; NaN of none. */
export const baseRate = (forecasts: ReadonlyArray<Forecast>): number =>
  forecasts.reduce((count, { happened }) => count + (happened ? 1 : 0), 0) / forecasts.length;
