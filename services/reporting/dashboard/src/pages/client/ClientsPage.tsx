/** The page at `/clients`. */
export const ClientsPage = () => <h1>Clients</h1>;
