import { Effect } from "effect";
import { z } from "zod";
import type { MoneyTerms } from "@rapport/domain/economics/money/MoneyFacts";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

/** One version of a contract. Days are `YYYY-MM-DD`. */
export interface ContractVersion {
  readonly eventId: string;
  /** The day on which it came to be known. */
  readonly knownOn: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly renewsOn: string | null;
  /** 0 where it says nothing. */
  readonly noticeDays: number;
  readonly currency: string;
  /** The fee for a month in its own currency and in the reporting one; null without one. */
  readonly ownFeeMonth: number | null;
  readonly feeMonthMinor: number | null;
}

const versionRow = z.object({
  eventId: z.string(),
  key: z.string(),
  revision: z.coerce.number(),
  recordedOn: z.string(),
  state: z.string(),
  party: z.string(),
  status: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  renewsOn: z.string().nullable(),
  noticeDays: z.number().nullable(),
  currency: z.string(),
  feeMinor: z.coerce.number().nullable(),
  feePer: z.string(),
});
type VersionRow = z.infer<typeof versionRow>;

const versionsQuery = query({
  name: "risk-contract-versions",
  sql: `
SELECT
  t.event_id AS eventId, concat(t.connector, '\\n', t.account, '\\n', t.document) AS key, t.revision AS revision,
  toString(toDate32(t.recorded_at)) AS recordedOn, a.state AS state, a.party AS party, t.status AS status,
  toString(t.starts_on) AS startsOn, toString(t.ends_on) AS endsOn, toString(t.renews_on) AS renewsOn,
  t.notice_days AS noticeDays, t.currency AS currency, t.fee_minor AS feeMinor, t.fee_per AS feePer
FROM (
  SELECT * FROM facts_contract ORDER BY connector, account, document, revision, _ver DESC
  LIMIT 1 BY connector, account, document, revision
) AS t
ASOF LEFT JOIN attribution AS a ON t.parties = a.parties AND t.occurred_at >= a.valid_from
ORDER BY key, revision`,
  params: z.object({}),
  row: versionRow,
});

/** Revisions that are moments (UTC ms) are above, counts of versions below. */
const leastMoment = 100_000_000_000;

/** The day that a revision of a document tells of itself; null when it only counts. */
export const dayOfRevision = (revision: number): string | null =>
  revision < leastMoment ? null : new Date(revision).toISOString().slice(0, 10);

/**
 * When a version came to be known: the first with the contract's beginning, or before that when it says so; a later one
 * when its source says it was made, else when it was read.
 */
const knownOn = ({ revision, startsOn, recordedOn }: VersionRow, before: string | null): string => {
  const said = dayOfRevision(revision);
  if (before === null) return said !== null && said < startsOn ? said : startsOn;
  const known = said ?? recordedOn;
  return known < before ? before : known;
};

const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

const perMonth = ({ feeMinor, feePer }: VersionRow): number | null => {
  const of = months[feePer];
  return feeMinor === null || of === undefined ? null : Math.round(feeMinor / of);
};

const versionsOf = (rows: ReadonlyArray<VersionRow>, terms: MoneyTerms): ReadonlyArray<ContractVersion> => {
  const versions: Array<ContractVersion> = [];
  for (const row of rows) {
    if (row.status !== "posted") continue;
    const known = knownOn(row, versions.at(-1)?.knownOn ?? null);
    const own = perMonth(row);
    const { reportingCurrency, ratesOn } = terms;
    versions.push({
      eventId: row.eventId,
      knownOn: known,
      startsOn: row.startsOn,
      endsOn: row.endsOn,
      renewsOn: row.renewsOn,
      noticeDays: row.noticeDays ?? 0,
      currency: row.currency,
      ownFeeMonth: own,
      feeMonthMinor:
        own === null ? null : ratesOn(known).convert(known, own, row.currency, reportingCurrency),
    });
  }
  return versions;
};

/**
 * By client its contracts, of each the posted versions in the order in which they came to be known. A contract belongs to
 * whom its newest version does; one whose newest version is void is none.
 */
export const readContracts = (
  terms: MoneyTerms,
): Effect.Effect<
  ReadonlyMap<string, ReadonlyArray<ReadonlyArray<ContractVersion>>>,
  WarehouseError,
  WarehouseReader
> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const rows = yield* reader.query(versionsQuery, {});
    const found = new Map<string, Array<ReadonlyArray<ContractVersion>>>();
    for (const of of Map.groupBy(rows, ({ key }) => key).values()) {
      const newest = of.at(-1)!;
      if (newest.state !== "client" || newest.status === "void") continue;
      const contracts = found.get(newest.party) ?? [];
      found.set(newest.party, contracts);
      contracts.push(versionsOf(of, terms));
    }
    return found;
  });
