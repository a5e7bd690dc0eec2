import { maxMinor } from "@rapport/contracts/Ledger";
import { minorText } from "@rapport/domain/money/Minor";
import { type Amount, amountOf, neededAmount, type Row } from "./RowReader.ts";

/** Net, tax and total in minor units of one currency. */
export interface Billed {
  readonly currency: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

const togetherText = (net: Amount, taxMinor: number): string =>
  minorText(BigInt(net.minor) + BigInt(taxMinor), net.currency);

/**
 * The amounts of an invoice or credit note. Of net, tax and total two make the third; net or total alone means
 * that there is no tax. All three must agree.
 */
export const readBilled = (row: Row): Billed | null => {
  const { cells } = row;
  const issues = cells.issues.length;
  const [net, tax, total] = [amountOf(row, "net"), amountOf(row, "tax"), amountOf(row, "total")];
  if (cells.issues.length > issues) return null;
  const given = net ?? total;
  if (given === null) {
    neededAmount(row, cells.has("total") && !cells.has("net") ? "total" : "net");
    return null;
  }
  const { currency } = given;
  const other = [tax, total].find((amount) => amount !== null && amount.currency !== currency);
  if (other) return cells.refuse("currency", other.currency, `is not the currency of the rest, ${currency}`);
  const taxMinor = tax?.minor ?? (net !== null && total !== null ? total.minor - net.minor : 0);
  const netMinor = net?.minor ?? given.minor - taxMinor;
  const totalMinor = netMinor + taxMinor;
  if (total !== null && total.minor !== totalMinor) {
    const together = togetherText(given, taxMinor);
    return cells.refuse(
      "total",
      minorText(total.minor, currency),
      `is not net and tax together, ${together}`,
    );
  }
  if (Math.abs(totalMinor) > maxMinor)
    return cells.refuse(
      "net",
      minorText(netMinor, currency),
      "is, with its tax, larger than any amount that is kept",
    );
  return { currency, netMinor, taxMinor, totalMinor };
};
