import type { AlertRow } from "@rapport/contracts/http/alerts/Alerts";
import type { Signal } from "@rapport/contracts/http/signals/Signals";
import { Effect } from "effect";
import type { DigestSection } from "./Digest.ts";
import { type DigestGround, itemOf, sectionLength } from "./ground.ts";

/** What somebody waits for, the most pressing first, and what is done about it. */
const waiting: Readonly<Record<string, string>> = {
  complaint: "answer the complaint",
  escalation: "solve it, and call",
  missed_promise: "keep it, or say when",
  answer_due: "answer",
  feedback: "answer the feedback",
  follow_up: "follow up",
  check_in: "check in",
};

const everything = 100_000;

const alertsSection = (ground: DigestGround, items: ReadonlyArray<AlertRow>): DigestSection => ({
  title: "Alerts of the week",
  total: items.length,
  items: items
    .slice(0, sectionLength)
    .map((row) =>
      itemOf(
        ground,
        row.client,
        `${row.chancePercent === null ? (row.band ?? "see the order of clients") : `${row.chancePercent} %`}, ${ground.money(row.revenueYearMinor)} a year`,
        `${row.text}: ${row.reasons[0]?.text ?? "as a whole"}`,
      ),
    ),
  empty: "No alert was raised.",
});

const nameOf = ({ scoreOf, stepOf }: DigestGround, id: string): string =>
  scoreOf.get(id)?.name ?? stepOf.get(id)?.name ?? id;

const waitingSection = (
  ground: DigestGround,
  rows: ReadonlyArray<Signal>,
  titles: ReadonlyMap<string, string>,
): DigestSection => {
  const order = Object.keys(waiting);
  const due = rows
    .filter(({ kind }) => order.includes(kind))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return {
    title: "They wait for us",
    total: due.length,
    items: due
      .slice(0, 2 * sectionLength)
      .map((row) =>
        itemOf(
          ground,
          { id: row.client, name: nameOf(ground, row.client) },
          `${titles.get(row.kind) ?? row.kind}, since ${row.since?.slice(0, 10) ?? "ever"}`,
          row.reason,
          waiting[row.kind],
        ),
      ),
    empty: "Nobody waits for anything of ours.",
  };
};

const proposals = (ground: DigestGround): DigestSection => {
  const rows = ground.ladder.items.filter(({ recommendation }) => recommendation !== "keep");
  return {
    title: "Proposed on the ladder",
    total: rows.length,
    items: rows.slice(0, sectionLength).map((row) => {
      const best = row.options.find(({ action }) => action === row.recommendation) ?? row.options[0];
      const gain = best === undefined ? "–" : `${ground.money(best.gain.medianMinor)} over three years`;
      return itemOf(ground, row, gain, row.because);
    }),
    empty: "Nothing but keeping every client as it is.",
  };
};

/** Key figures and sections of what ops reads on a Monday. */
export const opsDigest = (ground: DigestGround) =>
  Effect.gen(function* () {
    const { asOf, from } = ground;
    const alerts = yield* ground.reports.alerts({ asOf, from, state: "told", limit: everything });
    const signals = yield* ground.reports.signals({ asOf, limit: everything });
    const titles = new Map(signals.kinds.map(({ kind, title }) => [kind as string, title]));
    const sections: ReadonlyArray<DigestSection> = [
      alertsSection(ground, alerts.items),
      waitingSection(ground, signals.items, titles),
      proposals(ground),
    ];
    const totals = signals.kinds.filter(({ total, kind }) => total > 0 && kind in waiting);
    return {
      figures: [
        {
          label: "Alerts",
          value: String(alerts.items.length),
          note: `at most ${alerts.budget} a week and owner`,
        },
        ...totals.map(({ title, total }) => ({ label: title, value: String(total), note: "open now" })),
      ],
      sections,
    };
  });
