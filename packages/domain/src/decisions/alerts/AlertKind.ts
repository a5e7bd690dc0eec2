/** What an alert may be about; `alert.snoozed` names one of them, or none for all. */
export const alertKinds = ["risk", "score_and_money"] as const;
export type AlertKind = (typeof alertKinds)[number];
