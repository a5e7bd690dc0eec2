/** The page at `/alerts`. */
export const AlertsPage = () => <h1>Alerts</h1>;
