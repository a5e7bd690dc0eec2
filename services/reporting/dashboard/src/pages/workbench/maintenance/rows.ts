import type { MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import type { MaintenanceShow } from "../search.ts";

/** Whether a client is of the kind that is asked for. */
export const isShown = (
  row: Pick<MaintenanceRow, "highMaintenance" | "service" | "ownCause">,
  show: MaintenanceShow,
): boolean => {
  switch (show) {
    case "all":
      return true;
    case "high":
      return row.highMaintenance;
    case "over":
    case "under":
      return row.service.level === show;
    case "ours":
      return row.ownCause.ours;
  }
};

/** Who takes much for little first; the order of each part stays. */
export const markedFirst = <Row extends Pick<MaintenanceRow, "highMaintenance">>(
  rows: ReadonlyArray<Row>,
): ReadonlyArray<Row> => [
  ...rows.filter(({ highMaintenance }) => highMaintenance),
  ...rows.filter(({ highMaintenance }) => !highMaintenance),
];
