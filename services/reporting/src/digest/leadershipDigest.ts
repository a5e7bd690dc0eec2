import type { RetentionAnswer } from "@rapport/contracts/http/retention/Retention";
import type { ChangedRow } from "@rapport/contracts/http/risk/WhatChanged";
import { Effect } from "effect";
import { riskText } from "./clientRows.ts";
import type { DigestFigure, DigestSection } from "./Digest.ts";
import { type DigestGround, itemOf, sectionLength } from "./ground.ts";

/** Days ahead in which a notice must be given to be told of: until the mail after next, and some. */
const noticeDays = 35;

const percent = (value: number | null): string => (value === null ? "–" : `${value} %`);

const figuresOf = (
  { money, risk }: DigestGround,
  { atRisk, figures, from, to }: RetentionAnswer,
): ReadonlyArray<DigestFigure> => {
  const { expectedMinor: expected, lowMinor: low, highMinor: high } = atRisk;
  const { bands } = risk;
  const span = `${from} to ${to}`;
  return [
    {
      label: `Revenue at risk, next ${atRisk.horizonWeeks} weeks`,
      value: expected === null ? "–" : money(expected),
      note:
        expected === null || low === null || high === null
          ? (atRisk.why ?? "no score yet")
          : `8 of 10 times ${money(low)} to ${money(high)}, of ${money(atRisk.yearMinor)} a year`,
    },
    { label: "Gross retention", value: percent(figures.grossPercent), note: span },
    { label: "Net retention", value: percent(figures.netPercent), note: span },
    ...(bands.high + bands.raised + bands.usual + bands.low === 0
      ? []
      : [
          {
            label: "Clients by risk",
            value: `${bands.high} high, ${bands.raised} raised`,
            note: `${bands.usual} usual, ${bands.low} low`,
          },
        ]),
  ];
};

const likely = (ground: DigestGround): DigestSection => {
  const { bands, items } = ground.risk;
  const banded = bands.high + bands.raised + bands.usual + bands.low > 0;
  // Too few clients left so far for bands: the order alone is told.
  const rows = items.filter(({ band, shown }) =>
    banded ? band === "high" || band === "raised" : shown === "rank",
  );
  return {
    title: "Most likely to give notice",
    total: rows.length,
    items: rows
      .slice(0, sectionLength)
      .map((row) => itemOf(ground, row, riskText(row), row.reasonsUp[0]?.text ?? "as a whole")),
    empty: "No client's risk is raised.",
  };
};

const movedText = ({
  before,
  after,
  moved,
}: ChangedRow): { readonly number: string; readonly reason: string } => {
  const groups = moved
    .filter(({ times }) => (after?.chanceMicro ?? 0) > (before?.chanceMicro ?? 0) === times > 1)
    .slice(0, 2)
    .map(({ group, times }) => `${group.replaceAll("_", " ")} (odds × ${times.toFixed(2)})`);
  return {
    number: `${before?.band ?? "not there"} → ${after?.band ?? "not there"}`,
    reason: groups.length === 0 ? "late data, settings or another model" : groups.join(", "),
  };
};

const moved = (ground: DigestGround, rows: ReadonlyArray<ChangedRow>): DigestSection => {
  const other = rows.filter(
    ({ before, after }) => before !== null && after !== null && before.band !== after.band,
  );
  return {
    title: "Changed band this week",
    total: other.length,
    items: other.slice(0, sectionLength).map((row) => {
      const { number, reason } = movedText(row);
      return itemOf(ground, row, number, reason);
    }),
    empty: "Nobody changed band.",
  };
};

const losing = (ground: DigestGround): DigestSection => {
  const rows = ground.ladder.items
    .filter(({ quarter }) => quarter.contributionMinor < 0)
    .toSorted((a, b) => a.quarter.contributionMinor - b.quarter.contributionMinor);
  return {
    title: "Cost more than they return",
    total: rows.length,
    items: rows
      .slice(0, sectionLength)
      .map((row) =>
        itemOf(ground, row, `${ground.money(row.quarter.contributionMinor)} a quarter`, row.because),
      ),
    empty: "Every client returns more than it costs.",
  };
};

const riskOf = ({ scoreOf }: DigestGround, id: string): string => {
  const score = scoreOf.get(id);
  return score === undefined ? "" : `, risk: ${riskText(score)}`;
};

const notices = (ground: DigestGround) =>
  Effect.map(ground.reports.renewals({ asOf: ground.asOf }), ({ renewals }): DigestSection => {
    const rows = renewals.filter(
      ({ noticeDaysLeft }) => noticeDaysLeft !== null && noticeDaysLeft >= 0 && noticeDaysLeft <= noticeDays,
    );
    return {
      title: "Notice can be given until",
      total: rows.length,
      items: rows
        .slice(0, sectionLength)
        .map((row) =>
          itemOf(
            ground,
            row,
            row.noticeBy ?? "",
            `${row.kind} on ${row.on}, ${row.yearMinor === null ? "no fee" : `${ground.money(row.yearMinor)} a year`}${riskOf(ground, row.id)}`,
            (row.noticeDaysLeft ?? 0) < 8 ? "talk this week" : "talk before then",
          ),
        ),
      empty: `No deadline in the next ${noticeDays} days.`,
    };
  });

/** Key figures and sections of what leadership reads on a Monday. `since`: the last day of the week before. */
export const leadershipDigest = (ground: DigestGround, since: string) =>
  Effect.gen(function* () {
    const retention = yield* ground.reports.retention({ asOf: ground.asOf });
    const changed = yield* ground.reports.whatChanged({ asOf: ground.asOf, since });
    return {
      figures: figuresOf(ground, retention),
      sections: [
        likely(ground),
        moved(ground, changed.items),
        losing(ground),
        yield* notices(ground),
      ] as ReadonlyArray<DigestSection>,
    };
  });
