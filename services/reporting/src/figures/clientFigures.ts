import type { ClientFigures, ResponseTime } from "@rapport/contracts/http/ClientFigures";
import { silenceOf } from "@rapport/domain/metrics/Silence";
import { toneEstimate } from "@rapport/domain/metrics/Tone";
import { type AsOf, daysBetween, isoMoment } from "../AsOf.ts";
import type { ClientActivityRow } from "../queries/ClientActivity.ts";
import type { ClientResponsivenessRow } from "../queries/ClientResponsiveness.ts";
import type { ClientRhythmRow } from "../queries/ClientRhythm.ts";
import type { DirectoryClientRow } from "../queries/Directory.ts";
import { hoursOf, messagesOf, part } from "./rounding.ts";

/** What the warehouse answered, before it is put together. */
export interface ClientRows {
  readonly directory: ReadonlyArray<DirectoryClientRow>;
  readonly activity: ReadonlyArray<ClientActivityRow>;
  readonly responsiveness: ReadonlyArray<ClientResponsivenessRow>;
  readonly rhythm: ReadonlyArray<ClientRhythmRow>;
}

type WhoAndWhat = Pick<ClientFigures, "id" | "name" | "kind" | "parties">;

const responseTime = (row: ClientResponsivenessRow | undefined, side: "their" | "our"): ResponseTime => {
  const replies = row?.[`${side}_replies`] ?? 0;
  if (row === undefined || replies === 0) {
    return {
      replies: 0,
      workingMedianHours: null,
      workingP90Hours: null,
      elapsedMedianHours: null,
      elapsedP90Hours: null,
    };
  }
  return {
    replies,
    workingMedianHours: hoursOf(row[`${side}_working_median_ms`]),
    workingP90Hours: hoursOf(row[`${side}_working_p90_ms`]),
    elapsedMedianHours: hoursOf(row[`${side}_elapsed_median_ms`]),
    elapsedP90Hours: hoursOf(row[`${side}_elapsed_p90_ms`]),
  };
};

const silence = (row: ClientRhythmRow | undefined, asOf: AsOf): ClientFigures["silence"] => {
  const facts = silenceOf(
    row === undefined
      ? null
      : {
          activeDays: row.active_days,
          usualGapDays: row.gap_median_days,
          longestUsualGapDays: row.gap_p90_days,
          daysSinceLast: daysBetween(row.last_day, asOf.day),
        },
  );
  return { ...facts, insufficient: facts.ratio === null };
};

const countsOf = (a: ClientActivityRow | undefined) => ({
  messages: {
    in: a?.messages_in ?? 0,
    out: a?.messages_out ?? 0,
    total: a?.messages ?? 0,
    shared: messagesOf(a?.share_micro ?? 0),
  },
  threads: { count: a?.threads ?? 0, bySubject: a?.threads_by_subject ?? 0 },
  people: { theirs: a?.their_people ?? 0, ours: a?.our_people ?? 0 },
  answered: {
    theirMessages: part(a?.in_answered ?? 0, a?.in_due ?? 0),
    theirAsking: part(a?.in_asking_answered ?? 0, a?.in_asking_due ?? 0),
    ourMessages: part(a?.out_answered ?? 0, a?.out_due ?? 0),
    ourAsking: part(a?.out_asking_answered ?? 0, a?.out_asking_due ?? 0),
  },
  afterHours: {
    theirs: part(a?.in_after_hours ?? 0, a?.in_clocked ?? 0),
    ours: part(a?.out_after_hours ?? 0, a?.out_clocked ?? 0),
  },
});

const toneOf = (a: ClientActivityRow | undefined): ClientFigures["tone"] => {
  const tone = toneEstimate({
    messages: a?.tone_messages ?? 0,
    sum: a?.tone_sum ?? 0,
    squareSum: a?.tone_square_sum ?? 0,
    errorSquareSum: a?.tone_error_square_sum ?? 0,
  });
  return { ...tone, insufficient: tone.mean === null };
};

const byParty = <Row extends { readonly party: string }>(
  rows: ReadonlyArray<Row>,
): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.party, row]));

/** `domain:acme.example` as people read it. */
export const organisationName = (party: string): string => party.replace(/^domain:/, "");

const figuresIn = (rows: ClientRows, asOf: AsOf): ((who: WhoAndWhat) => ClientFigures) => {
  const activity = byParty(rows.activity);
  const responsiveness = byParty(rows.responsiveness);
  const rhythm = byParty(rows.rhythm);
  return ({ id, name, kind, parties }) => {
    const a = activity.get(id);
    const counts = countsOf(a);
    return {
      id,
      name,
      kind,
      parties,
      messages: counts.messages,
      threads: counts.threads,
      people: counts.people,
      responseOurs: responseTime(responsiveness.get(id), "our"),
      responseTheirs: responseTime(responsiveness.get(id), "their"),
      answered: counts.answered,
      afterHours: counts.afterHours,
      tone: toneOf(a),
      lastContact: { theirs: isoMoment(a?.last_in_ms ?? null), ours: isoMoment(a?.last_out_ms ?? null) },
      silence: silence(rhythm.get(id), asOf),
    };
  };
};

/**
 * One row per client of the directory, with or without messages, and one per unlinked organisation in
 * conversation; in no particular order.
 */
export const clientFigures = (rows: ClientRows, asOf: AsOf): ReadonlyArray<ClientFigures> => {
  const named: ReadonlyArray<WhoAndWhat> = rows.directory.map((c) => ({ ...c, kind: "client" }));
  const unlinked: ReadonlyArray<WhoAndWhat> = rows.activity
    .filter((row) => row.state === "organisation")
    .map((row) => ({
      id: row.party,
      name: organisationName(row.party),
      kind: "organisation",
      parties: [row.party],
    }));
  const of = figuresIn(rows, asOf);
  return [...named, ...unlinked].map(of);
};

/** The figures of one party, zeros where the messages say nothing of it. */
export const figuresOfParty = (rows: ClientRows, asOf: AsOf, who: WhoAndWhat): ClientFigures =>
  figuresIn(rows, asOf)(who);
