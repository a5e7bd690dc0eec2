import { nullable } from "@rapport/warehouse/native/composites";
import { date32, int64, uint32 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { dayNumberOf, dayNumberOrNull } from "./moments.ts";
import { pushSource, sourceColumns } from "./sourceColumns.ts";
import type { EventIn } from "./tableOfType.ts";

/** The insertable columns of `facts_contract`. */
export const contractColumns = () => ({
  ...sourceColumns(),
  type: lowCardinality(),
  status: lowCardinality(),
  contract: string(),
  starts_on: date32(),
  ends_on: nullable(date32()),
  renews_on: nullable(date32()),
  currency: lowCardinality(),
  fee_minor: nullable(int64()),
  fee_per: lowCardinality(),
  retainer_minutes_per_month: nullable(uint32()),
  hourly_minor: nullable(int64()),
  notice_days: nullable(uint32()),
});

/** One version of a contract as one row. */
export const pushContract = (
  columns: ReturnType<typeof contractColumns>,
  event: EventIn<"facts_contract">,
  contentHash: number,
  at: Place,
): void => {
  const { data } = event;
  pushSource(columns, event, contentHash, at);
  columns.type.push(event.type);
  columns.status.push(data.status);
  columns.contract.push(data.contract);
  columns.starts_on.push(dayNumberOf(data.startsOn));
  columns.ends_on.push(dayNumberOrNull(data.endsOn));
  columns.renews_on.push(dayNumberOrNull(data.renewsOn));
  columns.currency.push(data.currency ?? "");
  columns.fee_minor.push(data.feeMinor);
  columns.fee_per.push(data.feePer ?? "");
  columns.retainer_minutes_per_month.push(data.retainerMinutesPerMonth);
  columns.hourly_minor.push(data.hourlyMinor);
  columns.notice_days.push(data.noticeDays);
};
