import type { SourceKind } from "@rapport/contracts/http/live/staleness";
import type { ReactNode } from "react";
import { momentText } from "../format/days.ts";
import { kitTexts } from "../texts/en/kit.ts";
import styles from "./RestsOn.module.css";
import { useLate } from "./useLate.ts";

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
  const late = useLate(kinds).map(({ kind, since }) =>
    kitTexts.stale.since(kitTexts.stale.kinds[kind], momentText(since)),
  );
  return (
    <div className={late.length === 0 ? styles.fresh : styles.stale}>
      {late.length > 0 && (
        <p className={styles.note}>
          <span aria-hidden="true">▲</span> {late.join(" ")}
        </p>
      )}
      {children}
    </div>
  );
};
