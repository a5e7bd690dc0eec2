import type { SourceKind } from "@rapport/contracts/http/live/staleness";
import type { ReactNode } from "react";
import { momentText } from "../format/days.ts";
import { staleSince } from "../shell/freshness/sourcesState.ts";
import { useSources } from "../shell/freshness/useSources.ts";
import { kitTexts } from "../texts/en/kit.ts";
import styles from "./RestsOn.module.css";

/**
 * Figures that rest on sources: greyed, and with a line that says since when, where one of these has been silent for too
 * long.
 */
export const RestsOn = ({
  kinds,
  children,
}: {
  readonly kinds: ReadonlyArray<SourceKind>;
  readonly children: ReactNode;
}) => {
  const sources = useSources().data?.sources ?? [];
  const late = kinds.flatMap((kind) => {
    const since = staleSince(sources, [kind]);
    return since === null ? [] : [kitTexts.stale.since(kitTexts.stale.kinds[kind], momentText(since))];
  });
  return (
    <div className={late.length === 0 ? undefined : styles.stale}>
      {late.length > 0 && (
        <p className={styles.note}>
          <span aria-hidden="true">▲</span> {late.join(" ")}
        </p>
      )}
      {children}
    </div>
  );
};
