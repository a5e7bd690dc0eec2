/** The page at `/maintenance`. */
export const MaintenancePage = () => <h1>Maintenance</h1>;
