import type { z } from "zod";
import type { ColumnUnit, ViewDefinition } from "./ViewDefinition.ts";

const units: Readonly<Record<ColumnUnit, string>> = {
  text: "text",
  day: "day",
  month: "month",
  moment: "moment, UTC",
  count: "count",
  seconds: "seconds",
  milliseconds: "milliseconds",
  minor: "minor units of `currency`",
  amount: "in `unit`",
  percent: "percent, two decimals",
  factor: "factor, three decimals",
};

/** A unit as people read it. */
export const unitName = (unit: ColumnUnit): string => units[unit];

/** `revenue_minor` of `revenueMinor`. */
const columnName = (field: string): string =>
  field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The fields of an answer, each described as the view's column of its name is. Throws on a field that is no column:
 * then it means something else and wants a description of its own.
 */
export const described = <Shape extends Readonly<Record<string, z.ZodType>>>(
  view: ViewDefinition,
  shape: Shape,
): Shape =>
  Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => {
      const column = view.columns.find(({ name }) => name === columnName(field));
      if (column === undefined) throw new Error(`${view.name} has no column for ${field}`);
      return [field, schema.describe(`${column.means} (${unitName(column.unit)})`)];
    }),
  ) as Shape;
