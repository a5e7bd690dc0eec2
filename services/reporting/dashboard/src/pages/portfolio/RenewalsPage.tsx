/** The page at `/renewals`. */
export const RenewalsPage = () => <h1>Renewals</h1>;
