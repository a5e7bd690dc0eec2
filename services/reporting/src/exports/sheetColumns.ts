import type { ColumnDefinition, ViewDefinition } from "@rapport/contracts/views/ViewDefinition";
import { currencyOf } from "@rapport/domain/money/Currency";
import type { SheetColumn, SheetKind } from "./xlsx/SheetColumn.ts";

const kindOf = ({ unit }: ColumnDefinition, exponent: number): SheetKind => {
  switch (unit) {
    case "count":
    case "amount":
      return { kind: "integer" };
    case "seconds":
    case "milliseconds":
      return { kind: "hours", perHour: unit === "seconds" ? 3600 : 3_600_000 };
    case "minor":
      return { kind: "amount", exponent };
    case "factor":
      return { kind: "decimal", scale: 3 };
    default:
      return { kind: unit };
  }
};

/** The column's name in a sheet, which shows major units and hours where the view has minor units and seconds. */
export const sheetHeader = ({ name, unit }: ColumnDefinition): string => {
  if (unit === "minor") return name.replace(/_minor$/, "");
  if (unit === "seconds") return name.replace(/_seconds$/, "_hours");
  return unit === "milliseconds" ? name.replace(/_ms$/, "_hours") : name;
};

const widthOf = ({ name, unit }: ColumnDefinition): number => {
  if (name === "name" || name === "client") return 28;
  return Math.max(unit === "moment" ? 20 : 12, name.length + 2);
};

/** Decimals of a currency's amounts; 2 of one that no table knows. */
export const exponentOf = (currency: string): number => Number(currencyOf(currency)?.exponent ?? 2n);

/** The columns of a view in a sheet; its amounts are of `currency`. */
export const sheetColumns = (
  view: Pick<ViewDefinition, "columns">,
  currency: string,
): ReadonlyArray<SheetColumn> =>
  view.columns.map((column) => ({
    header: sheetHeader(column),
    of: kindOf(column, exponentOf(currency)),
    width: widthOf(column),
  }));
