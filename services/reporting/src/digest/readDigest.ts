import { Effect } from "effect";
import type { ReportReads } from "../Reports.ts";
import { clientRows } from "./clientRows.ts";
import type { Digest, DigestAudience } from "./Digest.ts";
import { readGround } from "./ground.ts";
import type { IsoWeek } from "./isoWeek.ts";
import { leadershipDigest } from "./leadershipDigest.ts";
import { opsDigest } from "./opsDigest.ts";

export interface DigestAsk {
  readonly audience: DigestAudience;
  readonly week: IsoWeek;
  /** The address of the dashboard. */
  readonly home: string;
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const digestBy = (reports: ReportReads, { audience, week, home }: DigestAsk, knownAt: string | null) =>
  Effect.gen(function* () {
    const ground = yield* readGround(reports, { from: week.monday, asOf: week.sunday }, home);
    const { figures, sections } =
      audience === "ops" ? yield* opsDigest(ground) : yield* leadershipDigest(ground, dayBefore(week.monday));
    return {
      audience,
      week: week.name,
      from: week.monday,
      asOf: week.sunday,
      knownAt,
      currency: ground.ladder.currency,
      figures,
      sections,
      rows: clientRows(ground.risk.items, ground.stepOf, ground.links),
      home: ground.links.home,
    } satisfies Digest;
  });

/**
 * The digest of a week that is over, from what had been recorded when the Monday after it began (UTC): the same whenever it
 * is asked for. Where nothing had been recorded by then, as of histories that were read in later, from what is known now.
 */
export const readDigest = (reports: ReportReads, ask: DigestAsk) =>
  Effect.scoped(
    Effect.gen(function* () {
      const moment = `${ask.week.nextMonday}T00:00:00.000Z`;
      const then = yield* reports.asKnownAt(moment);
      const known = (yield* then.accounts).length > 0;
      return yield* digestBy(known ? then : reports, ask, known ? moment : null);
    }),
  );
