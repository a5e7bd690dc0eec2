/** The page at `/backtest`. */
export const BacktestPage = () => <h1>Backtest</h1>;
