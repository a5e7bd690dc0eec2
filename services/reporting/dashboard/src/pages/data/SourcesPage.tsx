/** The page at `/data/sources`. */
export const SourcesPage = () => <h1>Sources</h1>;
