import type { Answer } from "../../api/Api.ts";
import { isStale, type SourceKind, sourceKindOf } from "@rapport/contracts/http/live/staleness";

type Source = Answer<"GET /v1/freshness">["sources"][number];

/** Of the sample mailbox of another time nothing new is ever expected. */
const isSample = ({ account }: Source): boolean => /^sample(\b|_|$)/i.test(account);

/** Which of the sources have gone quiet for too long. */
export const staleSources = (sources: ReadonlyArray<Source>): ReadonlyArray<Source> =>
  sources.filter((source) => !isSample(source) && isStale(source));

/** The moment since when some source of these kinds has been silent, where it is stale: the earliest; else null. */
export const staleSince = (sources: ReadonlyArray<Source>, kinds: ReadonlyArray<SourceKind>): string | null =>
  staleSources(sources)
    .filter(({ connector }) => kinds.includes(sourceKindOf(connector)))
    .map(({ lastRecordedAt }) => lastRecordedAt)
    .toSorted()[0] ?? null;

/** Accounts whose names say that nobody in them exists, and those of the sample mailbox. */
export const markedAccounts = (sources: ReadonlyArray<Source>) => ({
  simulated: sources.map(({ account }) => account).filter((account) => /^simulated(\b|_|$)/i.test(account)),
  sample: sources.filter(isSample).map(({ account }) => account),
});
