/** The page at `/what-changed`. */
export const WhatChangedPage = () => <h1>WhatChanged</h1>;
