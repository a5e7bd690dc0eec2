import { found, oneOf, textsOf } from "./readSearch.ts";
import { type SignalKind, shownKinds } from "./signals/kinds.ts";

type Search = Readonly<Record<string, unknown>>;

/** What the ladder can be narrowed to, in the order of the ladder. */
export const ladderFilters = [
  "talk",
  "keep",
  "repair",
  "reprice",
  "set_boundaries",
  "hand_over",
  "part_ways",
] as const;
export type LadderFilter = (typeof ladderFilters)[number];

export const maintenanceShows = ["all", "high", "over", "under", "ours"] as const;
export type MaintenanceShow = (typeof maintenanceShows)[number];

export const alertShows = ["standing", "all", "over_budget", "snoozed"] as const;
export type AlertShow = (typeof alertShows)[number];

export interface LadderSearch {
  /** A member's id; `none`: nobody. */
  readonly owner?: string;
  readonly action?: LadderFilter;
  readonly cursor?: string;
  /** The client whose options are shown. */
  readonly open?: string;
}
export const readLadderSearch = (search: Search): LadderSearch => ({
  ...textsOf(search, ["owner", "cursor", "open"] as const),
  ...found("action", oneOf(search["action"], ladderFilters)),
});

export interface MaintenanceSearch {
  readonly show?: MaintenanceShow;
  /** The client whose measures are shown. */
  readonly open?: string;
}
export const readMaintenanceSearch = (search: Search): MaintenanceSearch => ({
  ...textsOf(search, ["open"] as const),
  ...found("show", oneOf(search["show"], maintenanceShows)),
});

export interface SignalsSearch {
  readonly owner?: string;
  readonly kind?: SignalKind;
  readonly cursor?: string;
}
export const readSignalsSearch = (search: Search): SignalsSearch => ({
  ...textsOf(search, ["owner", "cursor"] as const),
  ...found("kind", oneOf(search["kind"], shownKinds)),
});

export interface AlertsSearch {
  readonly owner?: string;
  readonly show?: AlertShow;
  readonly cursor?: string;
}
export const readAlertsSearch = (search: Search): AlertsSearch => ({
  ...textsOf(search, ["owner", "cursor"] as const),
  ...found("show", oneOf(search["show"], alertShows)),
});

export interface HandOverSearch {
  /** A member's id. */
  readonly without?: string;
}
export const readHandOverSearch = (search: Search): HandOverSearch => textsOf(search, ["without"] as const);
