import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { MonthsPage } from "@rapport/contracts/http/Months";
import { seededRandom, type SeededRandom } from "@rapport/domain/seededRandom";
import { json, succeed } from "./rapport.ts";

type Row = Readonly<Record<string, string | number>>;

/** What a simulated agency is known to hold, as far as these tests ask. */
export interface Truth {
  readonly simulated: true;
  readonly planted: ReadonlyArray<{ readonly name: string }>;
  readonly clients: ReadonlyArray<{ readonly client: string }>;
  readonly clientMonths: ReadonlyArray<Row>;
  readonly clientMonthMoney: ReadonlyArray<Row>;
}

export const readTruth = (agency: string): Truth =>
  JSON.parse(readFileSync(join(agency, "truth.json"), "utf8")) as Truth;

const figuresOf = (row: object): string =>
  Object.entries(row)
    // A median of nothing is null in the answers and 0 in the truth.
    .filter(([, value]) => value !== 0 && value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join(" ");

const lines = (rows: ReadonlyArray<readonly [key: string, figures: object]>): ReadonlyArray<string> =>
  rows
    .map(([key, figures]) => `${key}: ${figuresOf(figures)}`)
    .filter((line) => !line.endsWith(": "))
    .toSorted();

/** The truth as one line per client and month, and per currency, with all figures that are not 0. */
export const truthLines = (truth: Truth): ReadonlyArray<string> => {
  const clients = new Set(truth.clients.map(({ client }) => client));
  const of = (rows: ReadonlyArray<Row>) =>
    lines(
      rows
        .filter(({ party }) => clients.has(String(party)))
        .map(({ party, month, currency, ...figures }) => [
          `${party} ${month}${currency === undefined ? "" : ` ${currency}`}`,
          figures,
        ]),
    );
  return [...of(truth.clientMonths), ...of(truth.clientMonthMoney)];
};

const namesIn = (rows: ReadonlyArray<Row>): ReadonlySet<string> => new Set(rows.flatMap(Object.keys));
const only = (names: ReadonlySet<string>, row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));

/** What `rapport report months` answers, as lines like the truth's: those figures that the truth knows. */
export const reportedLines = async (data: string, truth: Truth): Promise<ReadonlyArray<string>> => {
  const { items } = await json<MonthsPage>(["report", "months", "--data", data]);
  const months = namesIn(truth.clientMonths);
  const money = namesIn(truth.clientMonthMoney);
  const rows = items.filter(({ kind }) => kind === "client");
  return [
    ...lines(rows.map(({ id, month, ...rest }) => [`${id} ${month}`, only(months, { ...rest, money: 0 })])),
    ...lines(
      rows.flatMap(({ id, month, money: currencies }) =>
        currencies.map(({ currency, ...rest }) => [`${id} ${month} ${currency}`, only(money, rest)] as const),
      ),
    ),
  ];
};

/** The five commands of the agency's own README. */
export const ingestCommands = (agency: string): ReadonlyArray<ReadonlyArray<string>> => [
  [
    "directory",
    "import",
    ...readdirSync(join(agency, "directory")).map((name) => join(agency, "directory", name)),
  ],
  ["ingest", "email", join(agency, "mail"), "--account", "simulated"],
  ["ingest", "tickets", join(agency, "helpdesk")],
  ["ingest", "meetings", join(agency, "calendars"), "--account", "simulated"],
  ["ingest", "ledger", join(agency, "books"), "--account", "simulated"],
];

export const ingestAgency = async (agency: string, data: string): Promise<void> => {
  for (const command of ingestCommands(agency)) await succeed([...command, "--data", data]);
};

const shuffleLines = (random: SeededRandom, text: string): string => {
  const [header, ...rows] = text.trimEnd().split("\n");
  return `${[header!, ...random.shuffle(rows)].join("\n")}\n`;
};
const shuffleMbox = (random: SeededRandom, text: string): string =>
  random.shuffle(text.split(/(?=^From )/m)).join("");
const shuffleCalendar = (random: SeededRandom, text: string): string => {
  const [head, ...events] = text.split(/(?=^BEGIN:VEVENT)/m);
  const end = "END:VCALENDAR";
  const bodies = events.map((event) => event.replace(new RegExp(`${end}\\s*$`), ""));
  return `${[head!, ...random.shuffle(bodies)].join("")}${end}\r\n`;
};
const shufflePage = (random: SeededRandom, text: string): string => {
  const page = JSON.parse(text) as Record<string, unknown>;
  const shuffled = Object.entries(page).map(([key, value]) => [
    key,
    Array.isArray(value) ? random.shuffle(value) : value,
  ]);
  return JSON.stringify(Object.fromEntries(shuffled));
};
const shufflers = {
  ".csv": shuffleLines,
  ".mbox": shuffleMbox,
  ".ics": shuffleCalendar,
  ".json": shufflePage,
};

/**
 * The same agency with everything in another order and twice: messages, rows, events and pages are shuffled in
 * their files, each file has a copy, and the copies have other names. Says the same, so nothing may change.
 */
export const disorder = (agency: string, into: string, seed: number): void => {
  const random = seededRandom(seed);
  cpSync(join(agency, "directory"), join(into, "directory"), { recursive: true });
  for (const folder of ["mail", "helpdesk", "calendars", "books"]) {
    mkdirSync(join(into, folder));
    for (const name of readdirSync(join(agency, folder))) {
      const extension = name.slice(name.lastIndexOf(".")) as keyof typeof shufflers;
      const text = readFileSync(join(agency, folder, name), "latin1");
      for (const copy of ["a", "b"])
        writeFileSync(
          join(into, folder, `${random.int(100, 999)}-${copy}-${basename(name)}`),
          shufflers[extension](random, text),
          "latin1",
        );
    }
  }
};
