/** The page at `/unattributed`. */
export const UnattributedPage = () => <h1>Unattributed</h1>;
