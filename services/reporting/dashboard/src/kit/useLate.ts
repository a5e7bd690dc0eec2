import type { SourceKind } from "@rapport/contracts/http/live/staleness";
import { staleSince } from "../shell/freshness/sourcesState.ts";
import { useSources } from "../shell/freshness/useSources.ts";

/** Which of the kinds of sources that something rests on have been silent for too long, and since which moment. */
export const useLate = (
  kinds: ReadonlyArray<SourceKind>,
): ReadonlyArray<{ readonly kind: SourceKind; readonly since: string }> => {
  const sources = useSources().data?.sources ?? [];
  return kinds.flatMap((kind) => {
    const since = staleSince(sources, [kind]);
    return since === null ? [] : [{ kind, since }];
  });
};
