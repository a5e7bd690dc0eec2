import { date32, int64 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Place } from "./FactRows.ts";
import { dayNumberOf } from "./moments.ts";
import { pushSource, sourceColumns } from "./sourceColumns.ts";
import type { EventIn } from "./tableOfType.ts";

/** The insertable columns of `facts_rate`. */
export const rateColumns = () => ({
  ...sourceColumns(),
  type: lowCardinality(),
  status: lowCardinality(),
  kind: lowCardinality(),
  valid_from: date32(),
  band: lowCardinality(),
  member: string(),
  currency: lowCardinality(),
  hourly_minor: int64(),
  to_currency: lowCardinality(),
  rate: string(),
});
type RateColumns = ReturnType<typeof rateColumns>;
type RateEvent = EventIn<"facts_rate">;

const pushCost = (columns: RateColumns, event: RateEvent): void => {
  const cost = event.type === "cost_rate.set" ? event.data : null;
  columns.band.push(cost?.band ?? "");
  columns.member.push(cost?.member ?? "");
  columns.hourly_minor.push(cost?.hourlyMinor ?? 0);
};

const pushExchange = (columns: RateColumns, event: RateEvent): void => {
  const exchange = event.type === "fx_rate.set" ? event.data : null;
  columns.to_currency.push(exchange?.to ?? "");
  columns.rate.push(exchange?.rate ?? "");
};

/** One version of a cost rate or an exchange rate as one row. */
export const pushRate = (columns: RateColumns, event: RateEvent, contentHash: number, at: Place): void => {
  const isCost = event.type === "cost_rate.set";
  pushSource(columns, event, contentHash, at);
  columns.type.push(event.type);
  columns.status.push(event.data.status);
  columns.kind.push(isCost ? "cost" : "fx");
  columns.valid_from.push(dayNumberOf(isCost ? event.data.validFrom : event.data.on));
  columns.currency.push(isCost ? event.data.currency : event.data.from);
  pushCost(columns, event);
  pushExchange(columns, event);
};
