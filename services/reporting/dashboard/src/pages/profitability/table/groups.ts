/** What a row can be. */
export const economicsGroupNames = ["client", "owner", "segment", "month"] as const;
export type GroupName = (typeof economicsGroupNames)[number];
