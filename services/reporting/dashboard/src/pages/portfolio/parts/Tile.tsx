import type { SourceKind } from "@rapport/contracts/http/live/staleness";
import type { ReactNode } from "react";
import { dayText } from "../../../format/days.ts";
import { useLate } from "../../../kit/useLate.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import styles from "./Tile.module.css";

const Late = ({ late }: { readonly late: ReturnType<typeof useLate> }) => {
  const [first] = late.map(({ since }) => since).toSorted();
  if (first === undefined) return null;
  const kinds = late.map(({ kind }) => kitTexts.stale.kinds[kind]).join(", ");
  return (
    <span className={styles.late}>
      <span aria-hidden="true">▲</span> {kitTexts.stale.short(kinds, dayText(first.slice(0, 10)))}
    </span>
  );
};

/** One figure with its name, what it is of, and where it comes apart. */
export const Tile = ({
  name,
  figure,
  restsOn,
  children,
}: {
  readonly name: string;
  readonly figure: ReactNode;
  /** What the figure rests on: greyed, saying since when, where that has been silent for too long. */
  readonly restsOn: ReadonlyArray<SourceKind>;
  /** What the figure is of, and its interval. */
  readonly children?: ReactNode;
}) => {
  const late = useLate(restsOn);
  return (
    <div className={late.length === 0 ? styles.tile : `${styles.tile} ${styles.stale}`}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.body}>
        <span className={styles.figure}>{figure}</span>
        {children}
        <Late late={late} />
      </dd>
    </div>
  );
};

/** Tiles beside each other: a list of terms and their figures. `tall`: rows as high as the longest of them is. */
export const Tiles = ({
  tall = false,
  children,
}: {
  readonly tall?: boolean;
  readonly children: ReactNode;
}) => <dl className={tall ? `${styles.tiles} ${styles.tall}` : styles.tiles}>{children}</dl>;
