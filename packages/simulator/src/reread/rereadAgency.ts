import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulateAgency } from "../simulateAgency.ts";
import { parseDay } from "../time/days.ts";
import type { CapacityMonth, ClientMonth, EconomicMonth, MoneyFigures } from "../truth/MonthFigures.ts";
import type { AgencyOptions } from "../world/makeWorld.ts";

/** The truth file as tests read it. */
export interface TruthFile {
  readonly planted: ReadonlyArray<{
    readonly name: string;
    readonly client?: string;
    readonly member?: string;
    readonly with?: string;
  }>;
  readonly clientMonths: ReadonlyArray<{ readonly party: string; readonly month: string } & ClientMonth>;
  readonly clientMonthMoney: ReadonlyArray<
    { readonly party: string; readonly month: string; readonly currency: string } & MoneyFigures
  >;
  readonly internalMonths: ReadonlyArray<{
    readonly month: string;
    readonly loggedSeconds: number;
    readonly billableSeconds: number;
  }>;
  readonly trueMonths: ReadonlyArray<{
    readonly party: string;
    readonly month: string;
    readonly minutes: number;
    readonly costMinor: number;
    readonly revenueMinor: number;
  }>;
  readonly economicMonths: ReadonlyArray<{ readonly party: string; readonly month: string } & EconomicMonth>;
  readonly capacityMonths: ReadonlyArray<{ readonly month: string } & CapacityMonth>;
  readonly clients: ReadonlyArray<{
    readonly client: string;
    readonly plants: ReadonlyArray<string>;
    readonly noticeOn: string | null;
    readonly leftOn: string | null;
    readonly hazards: ReadonlyArray<{ readonly month: string; readonly hazard: number }>;
  }>;
  readonly totals: Readonly<Record<string, number>>;
  readonly economicTotals: Readonly<Record<string, number>>;
  readonly moneyTotals: Readonly<Record<string, MoneyFigures>>;
  readonly counts: Readonly<Record<string, number>>;
}

export const smallAgency: AgencyOptions = {
  seed: 5,
  clients: 22,
  members: 8,
  months: 9,
  endDay: parseDay("2026-04-30"),
};

/** Simulates to the end. */
export const simulateWhole = (options: AgencyOptions, folder: string) => {
  const days = simulateAgency(options, folder);
  for (;;) {
    const next = days.next();
    if (next.done === true) return next.value;
  }
};

/** Files of a simulated agency, read by means that share nothing with what wrote them. */
export interface Agency {
  readonly folder: string;
  readonly truth: TruthFile;
  readonly files: (folder: string) => ReadonlyArray<{ readonly name: string; readonly text: string }>;
  readonly remove: () => void;
}

export const makeAgency = (options: AgencyOptions = smallAgency): Agency => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-agency-"));
  simulateWhole(options, folder);
  return {
    folder,
    truth: JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as TruthFile,
    files: (name) =>
      readdirSync(join(folder, name)).map((file) => ({
        name: file,
        text: readFileSync(join(folder, name, file), "utf8"),
      })),
    remove: () => rmSync(folder, { recursive: true }),
  };
};

type Cells = Readonly<Record<string, string>>;

/** Rows of a file without quoted cells. */
export const plainRows = (agency: Agency, path: string): ReadonlyArray<Cells> => {
  const [header, ...lines] = readFileSync(join(agency.folder, path), "utf8").trimEnd().split("\n");
  const names = header!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, cell])));
};

/** The client of an address at a moment: by the contacts' dates, else by its domain; null for others. */
export const clientOfAddress = (agency: Agency): ((address: string, ms: number) => string | null) => {
  const byDomain = new Map<string, string>();
  for (const row of plainRows(agency, "directory/clients.csv")) {
    for (const domain of row["domains"]!.split(";")) byDomain.set(domain, row["client"]!);
  }
  const contacts = plainRows(agency, "directory/contacts.csv");
  return (address, ms) => {
    const day = new Date(ms).toISOString().slice(0, 10);
    const linked = contacts.find(
      (row) =>
        row["email"] === address &&
        (row["from"] === "" || row["from"]! <= day) &&
        (row["to"] === "" || row["to"]! > day),
    );
    return linked?.["client"] ?? byDomain.get(address.split("@")[1]!) ?? null;
  };
};

/** The chosen figures of the truth's client months, without what is zero; keyed `client month`. */
export const truthOf = (
  truth: TruthFile,
  names: ReadonlyArray<keyof ClientMonth>,
): Readonly<Record<string, Readonly<Record<string, number>>>> => {
  const clients = new Set(truth.clients.map((client) => client.client));
  return tidied(
    truth.clientMonths
      .filter((row) => clients.has(row.party))
      .map((row) => [
        `${row.party} ${row.month}`,
        Object.fromEntries(names.map((name) => [name, row[name] ?? 0])),
      ]),
  );
};

/** Without zeros and empty rows. */
export const tidied = (
  rows: Iterable<readonly [key: string, figures: Readonly<Record<string, number>>]>,
): Readonly<Record<string, Readonly<Record<string, number>>>> =>
  Object.fromEntries(
    [...rows]
      .map(
        ([key, figures]) =>
          [key, Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== 0))] as const,
      )
      .filter(([, figures]) => Object.keys(figures).length > 0),
  );

/** Adds to a figure of a key. */
export class Tally {
  readonly rows = new Map<string, Record<string, number>>();

  add(party: string, ms: number, name: string, amount = 1): void {
    const key = `${party} ${new Date(ms).toISOString().slice(0, 7)}`;
    const row = this.rows.get(key) ?? {};
    row[name] = (row[name] ?? 0) + amount;
    this.rows.set(key, row);
  }
}

export const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
