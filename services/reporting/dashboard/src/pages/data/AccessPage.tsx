/** The page at `/data/access`. */
export const AccessPage = () => <h1>Access</h1>;
