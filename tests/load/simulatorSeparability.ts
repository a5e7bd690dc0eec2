import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { parseDay } from "@rapport/simulator/time/days";

/**
 * How well single figures tell who gives notice within the next three months: the area under the ROC curve, over
 * clients without a plant and months with half a year behind them, of several seeds. The true hazard is the most
 * that anybody could know. `node tests/load/simulatorSeparability.ts [SEEDS] [CLIENTS]`.
 */
const [seeds = 4, clients = 250] = process.argv.slice(2).map(Number);

type Row = { readonly party: string; readonly month: string } & Readonly<Record<string, number | null>>;
interface Truth {
  readonly clients: ReadonlyArray<{
    readonly client: string;
    readonly plants: ReadonlyArray<string>;
    readonly noticeOn: string | null;
    readonly hazards: ReadonlyArray<{
      readonly month: string;
      readonly hazard: number;
      readonly mood: number;
    }>;
  }>;
  readonly clientMonths: ReadonlyArray<Row>;
  readonly clientMonthMoney: ReadonlyArray<Row>;
}

const monthAfter = (month: string, by: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1)).toISOString().slice(0, 7);

/** Mann and Whitney's statistic over pairs, ties counted half. */
const auc = (cases: ReadonlyArray<{ readonly score: number; readonly left: boolean }>): number => {
  const sorted = cases.toSorted((a, b) => a.score - b.score);
  let ranks = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j]!.score === sorted[i]!.score) j++;
    ranks += ((i + 1 + j) / 2) * sorted.slice(i, j).filter((one) => one.left).length;
    i = j;
  }
  const left = cases.filter((one) => one.left).length;
  return (ranks - (left * (left + 1)) / 2) / (left * (cases.length - left));
};

const truthOf = (seed: number): Truth => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-separability-"));
  try {
    const options = {
      seed,
      clients,
      members: Math.ceil(clients / 4),
      months: 30,
      endDay: parseDay("2026-10-31"),
    };
    const days = simulateAgency(options, folder);
    while (days.next().done !== true);
    return JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as Truth;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const scores = new Map<string, Array<{ score: number; left: boolean }>>();
const put = (name: string, score: number, left: boolean) => {
  const list = scores.get(name) ?? [];
  list.push({ score, left });
  scores.set(name, list);
};
let atRisk = 0;
let notices = 0;

for (let seed = 1; seed <= seeds; seed++) {
  const truth = truthOf(seed);
  const figures = new Map(truth.clientMonths.map((row) => [`${row.party} ${row.month}`, row]));
  const paid = new Map<string, number>();
  for (const row of truth.clientMonthMoney) {
    const key = `${row.party} ${row.month}`;
    paid.set(key, (paid.get(key) ?? 0) + (row["paidMinor"] ?? 0));
  }
  for (const { client, plants, noticeOn, hazards } of truth.clients) {
    if (plants.length > 0) continue;
    atRisk += hazards.length;
    if (noticeOn !== null) notices++;
    for (const { month, hazard, mood } of hazards.slice(5)) {
      if (monthAfter(month, 3) > "2026-10") continue;
      const notice = noticeOn?.slice(0, 7) ?? "";
      const left = notice > month && notice <= monthAfter(month, 3);
      const of = (back: number, name: string) =>
        figures.get(`${client} ${monthAfter(month, -back)}`)?.[name] ?? 0;
      const last = (name: string) => [0, 1, 2].reduce((sum, back) => sum + (of(back, name) ?? 0), 0);
      const before = (name: string) => [3, 4, 5].reduce((sum, back) => sum + (of(back, name) ?? 0), 0);
      const three = {
        messagesIn: last("messagesIn"),
        tickets: last("ticketsOpened"),
        held: last("meetingsHeld"),
      };
      put("(true hazard)", hazard, left);
      put("(true mood)", -mood, left);
      put("messages in, few", -three.messagesIn, left);
      put("messages in, fewer than before", (before("messagesIn") + 1) / (three.messagesIn + 1), left);
      put("tickets, many", three.tickets, left);
      put("reopenings", last("reopenings"), left);
      put(
        "our answers, slowest month",
        Math.max(...[0, 1, 2].map((back) => of(back, "ourElapsedMedianMs") ?? 0)),
        left,
      );
      put(
        "their answers, slowest month",
        Math.max(...[0, 1, 2].map((back) => of(back, "theirElapsedMedianMs") ?? 0)),
        left,
      );
      put("meetings, few", -three.held, left);
      put(
        "meetings cancelled or moved",
        (last("meetingsCancelled") + last("meetingsMoved")) / (1 + three.held),
        left,
      );
      put("hours logged, few", -last("loggedSeconds"), left);
      put(
        "paid, little",
        -[0, 1, 2].reduce((sum, back) => sum + (paid.get(`${client} ${monthAfter(month, -back)}`) ?? 0), 0),
        left,
      );
    }
  }
}

const cases = scores.get("(true hazard)")!;
console.log(
  `${seeds} seeds of ${clients} clients; ${cases.length} client months, ${cases.filter((one) => one.left).length} with a notice in the next three`,
);
console.log(`Notices per year at risk: ${((12 * 100 * notices) / atRisk).toFixed(1)} %`);
for (const [name, list] of [...scores].toSorted((a, b) => auc(b[1]) - auc(a[1])))
  console.log(`${auc(list).toFixed(3)}  ${name}`);
