/** The page at `/hand-over/$client`. */
export const HandOverPage = () => <h1>HandOver</h1>;
