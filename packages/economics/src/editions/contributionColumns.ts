import type { Contribution } from "@rapport/domain/economics/Contribution";
import { dayNumber } from "@rapport/domain/economics/money/days";
import { bool, date32, int64, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { fixedString, lowCardinality, string } from "@rapport/warehouse/native/strings";
import type { Part } from "./Part.ts";

/** Every column of `contribution`. */
export const contributionColumns = () => ({
  edition: uint64(),
  book: lowCardinality(),
  month: uint32(),
  day: date32(),
  state: lowCardinality(),
  party: string(),
  category: lowCardinality(),
  measured: bool(),
  event_id: fixedString(32),
  band: lowCardinality(),
  seconds: int64(),
  raw_seconds: int64(),
  cost_minor: int64(),
  revenue_minor: int64(),
  cash_minor: int64(),
  currency: lowCardinality(),
  own_minor: int64(),
});
export type ContributionColumns = ReturnType<typeof contributionColumns>;

/** One contribution as one row of an edition. */
export const pushContribution = (
  columns: ContributionColumns,
  { book, month, edition }: Part,
  row: Contribution,
): void => {
  columns.edition.push(edition);
  columns.book.push(book);
  columns.month.push(month);
  columns.day.push(dayNumber(row.day));
  columns.state.push(row.state);
  columns.party.push(row.party);
  columns.category.push(row.category);
  columns.measured.push(row.measured);
  columns.event_id.push(row.eventId);
  columns.band.push(row.band);
  columns.seconds.push(row.seconds);
  columns.raw_seconds.push(row.rawSeconds);
  columns.cost_minor.push(row.costMinor);
  columns.revenue_minor.push(row.revenueMinor);
  columns.cash_minor.push(row.cashMinor);
  columns.currency.push(row.currency);
  columns.own_minor.push(row.ownMinor);
};
