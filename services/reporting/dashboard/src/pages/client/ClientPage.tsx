/** The page at `/clients/$client`. */
export const ClientPage = () => <h1>Client</h1>;
