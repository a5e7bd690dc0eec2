import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Files by others, beside the checkout or where RAPPORT_CORPUS says (its `data` and `reference`); they do not ship. */
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const reference = fileURLToPath(new URL("../reference/", `file://${corpus}/`));

const present = (path: string): string | null => {
  if (existsSync(path)) return readFileSync(path, "utf8");
  console.warn(`LEFT OUT, for it is not there: ${path}.`);
  return null;
};

/** Rows of a CSV without quotes, by their heads. */
const table = (text: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const [head, ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
  });
};

/** Variables of rows, and what came. */
export interface ChurnTable {
  readonly names: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<number>>;
  readonly churned: ReadonlyArray<boolean>;
  /** Which fifth each row is of. */
  readonly folds: ReadonlyArray<number>;
}

/** IBM's Telco: the design matrix, folds and out-of-fold chances of an independent fit; null where they are not. */
export const telco = ():
  | (ChurnTable & { readonly unpenalised: ReadonlyArray<number>; readonly penalised: ReadonlyArray<number> })
  | null => {
  const design = present(`${reference}telco_design.csv`);
  const expected = present(`${reference}telco_out_of_fold.csv`);
  if (design === null || expected === null) return null;
  const rows = table(design);
  const names = Object.keys(rows[0]!).filter((name) => !["row", "y", "fold"].includes(name));
  // A head of these holds a comma in quotes: `"LR (L2, C=1)"`, the second of the chances.
  const chances = expected
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").map(Number));
  return {
    names,
    rows: rows.map((row) => names.map((name) => Number(row[name]))),
    churned: rows.map(({ y }) => y === "1"),
    folds: rows.map(({ fold }) => Number(fold)),
    unpenalised: chances.map((row) => row[2]!),
    penalised: chances.map((row) => row[3]!),
  };
};

const mlcFigures = [
  "account_length",
  "number_vmail_messages",
  "total_day_minutes",
  "total_day_calls",
  "total_day_charge",
  "total_eve_minutes",
  "total_eve_charge",
  "total_night_minutes",
  "total_night_charge",
  "total_intl_minutes",
  "total_intl_calls",
  "total_intl_charge",
  "number_customer_service_calls",
] as const;

/** The MLC++ churn set, artificial; every fifth row is of one fold. Null where it is not. */
export const churnMlc = (): ChurnTable | null => {
  const text = present(`${corpus}/churn-mlc/mlc_churn.csv`);
  if (text === null) return null;
  const rows = table(text);
  return {
    names: [...mlcFigures, "international_plan", "voice_mail_plan"],
    rows: rows.map((row) => [
      ...mlcFigures.map((name) => Number(row[name])),
      row["international_plan"] === "yes" ? 1 : 0,
      row["voice_mail_plan"] === "yes" ? 1 : 0,
    ]),
    churned: rows.map(({ churn }) => churn === "yes"),
    folds: rows.map((_, i) => i % 5),
  };
};
