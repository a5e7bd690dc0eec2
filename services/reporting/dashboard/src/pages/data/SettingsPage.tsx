/** The page at `/data/settings`. */
export const SettingsPage = () => <h1>Settings</h1>;
