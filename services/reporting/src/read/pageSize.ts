/** Rows of a page when the caller does not say. */
export const pageSize = 50;
