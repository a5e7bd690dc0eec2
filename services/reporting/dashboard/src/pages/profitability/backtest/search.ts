/** What the backtest page's address says. */
export interface BacktestSearch {
  readonly horizonWeeks?: number | undefined;
  /** Of clients, how many can be looked at. */
  readonly budgetPercent?: number | undefined;
}

const within = (value: unknown, most: number): number | undefined =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : undefined;

/** What cannot be understood counts as not said. */
export const readBacktestSearch = (search: Readonly<Record<string, unknown>>): BacktestSearch => ({
  horizonWeeks: within(search["horizonWeeks"], 52),
  budgetPercent: within(search["budgetPercent"], 100),
});
