import { currencyOf } from "@rapport/domain/money/Currency";
import { memberKey } from "../parties.ts";
import {
  envelopeOf,
  neededAmount,
  neededDay,
  type ReadRow,
  type Row,
  startOfDay,
  statusOf,
} from "./RowReader.ts";

/** What an hour of a band, or of one of us, costs from a day on. */
export const readCostRate: ReadRow = (row) => {
  const { cells } = row;
  const band = cells.text("band");
  const member = memberKey(cells, row.prefixes);
  if (band === null && member === null)
    cells.refuse("band", null, "is empty, and so is member: say whose rate it is");
  const validFrom = neededDay(row, "valid_from");
  const hourly = neededAmount(row, "hourly");
  if (hourly !== null && hourly.minor < 0) cells.refuse("hourly", String(hourly.minor), "is below nothing");
  const status = statusOf(row);
  if ((band === null && member === null) || validFrom === null || hourly === null || hourly.minor < 0)
    return null;
  const data = {
    status,
    band,
    member,
    validFrom,
    currency: hourly.currency,
    hourlyMinor: hourly.minor,
  };
  const envelope = { ...envelopeOf(row, startOfDay(validFrom)), parties: [] };
  const draft = { type: "cost_rate.set", ...envelope, data } as const;
  return [{ kind: "cost_rate", id: `${member ?? `band:${band ?? ""}`}:${validFrom}`, draft: () => draft }];
};

const maxWholeDigits = 9;
const maxDecimals = 12;

const currencyField = ({ cells }: Row, field: string): string | null => {
  const text = cells.required(field, 16);
  if (text === null) return null;
  return currencyOf(text)?.code ?? cells.refuse(field, text, "is no currency of ISO 4217 such as EUR");
};

/** One `from` is `rate` `to` on a day. */
export const readFxRate: ReadRow = (row) => {
  const { cells } = row;
  const on = neededDay(row, "on");
  const from = currencyField(row, "from");
  const to = currencyField(row, "to");
  const figure = cells.required("rate") === null ? null : cells.figure("rate");
  const status = statusOf(row);
  if (on === null || from === null || to === null || figure === null) return null;
  const [whole = "", decimals = ""] = figure.decimal
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "")
    .split(".");
  if (!/[1-9]/.test(figure.decimal) || whole.startsWith("-")) {
    cells.refuse("rate", figure.decimal, "is no rate: it must be above nothing");
    return null;
  }
  if (whole.length > maxWholeDigits || decimals.length > maxDecimals) {
    cells.refuse("rate", figure.decimal, `has more than ${maxWholeDigits} digits or ${maxDecimals} decimals`);
    return null;
  }
  const data = { status, on, from, to, rate: decimals === "" ? whole : `${whole}.${decimals}` };
  const draft = { type: "fx_rate.set", occurredAt: startOfDay(on), parties: [], members: [], data } as const;
  return [{ kind: "fx_rate", id: `${on}:${from}:${to}`, draft: () => draft }];
};
