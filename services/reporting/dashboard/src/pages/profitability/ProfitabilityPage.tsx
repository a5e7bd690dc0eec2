/** The page at `/profitability`. */
export const ProfitabilityPage = () => <h1>Profitability</h1>;
