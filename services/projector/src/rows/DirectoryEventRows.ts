import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { dateTime64Ms, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, string } from "@rapport/warehouse/native/strings";
import { withinDateTime64 } from "./moments.ts";
import { copyVersion } from "./versions.ts";

export const directoryEventColumns = () => ({
  event_id: fixedString(32),
  occurred_at: dateTime64Ms(),
  recorded_at: dateTime64Ms(),
  event: string(),
  _ver: uint64(),
});

export const pushDirectoryEvent = (
  columns: ReturnType<typeof directoryEventColumns>,
  event: DirectoryEvent,
  contentHash: number,
): void => {
  columns.event_id.push(event.id);
  columns.occurred_at.push(withinDateTime64(event.occurredAt));
  columns.recorded_at.push(withinDateTime64(event.recordedAt));
  columns.event.push(JSON.stringify(event));
  columns._ver.pushWords(...copyVersion(contentHash, event.recordedAt));
};
