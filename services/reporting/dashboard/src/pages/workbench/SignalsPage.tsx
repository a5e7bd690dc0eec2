/** The page at `/signals`. */
export const SignalsPage = () => <h1>Signals</h1>;
