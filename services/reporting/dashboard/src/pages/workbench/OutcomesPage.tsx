/** The page at `/outcomes`. */
export const OutcomesPage = () => <h1>Outcomes</h1>;
