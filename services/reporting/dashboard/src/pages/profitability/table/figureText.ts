import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { moneyText } from "../../../format/money.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";

const hours = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const minus = (text: string): string => text.replace("-", "−");

/** A figure without its unit, which stands in the column's head: `−282,224.85`, `1,099.6`, `48.6`. */
export const figureText = (
  value: string | number | null,
  unit: TableColumn["unit"],
  currency: string | null,
): string => {
  if (value === null || value === "") return kitTexts.none;
  if (typeof value === "string") return value;
  if (unit === "minor") return minus(currency === null ? String(value) : moneyText(value, currency).slice(4));
  if (unit === "seconds") return minus(hours.format(value / 3600)).replace(/^−0\.0$/, "0.0");
  return unit === "percent" ? minus(percent.format(value)) : String(value);
};

/** The unit of a column's figures, for its head. */
export const unitText = (unit: TableColumn["unit"], currency: string | null): string => {
  if (unit === "minor") return currency ?? profitabilityTexts.noCurrency;
  if (unit === "seconds") return profitabilityTexts.units.hours;
  return unit === "percent" ? profitabilityTexts.units.percent : "";
};

/** Digits after the point of a currency's amounts. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** What somebody wrote in the unit of a column's head, in the unit of the API; null of what is no number. */
export const typedValue = (
  text: string,
  unit: TableColumn["unit"],
  currency: string | null,
): number | null => {
  const plain = text.trim().replaceAll(/[\s,]/g, "").replace("−", "-");
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  if (unit === "minor") return Math.round(value * 10 ** (currency === null ? 2 : digitsOf(currency)));
  return unit === "seconds" ? Math.round(value * 3600) : value;
};
