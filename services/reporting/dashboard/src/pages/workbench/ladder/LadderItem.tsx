import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { useId } from "react";
import { dayText } from "../../../format/days.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { Tag } from "../parts/Tag.tsx";
import { WorkbenchLink } from "../parts/WorkbenchLink.tsx";
import styles from "./LadderItem.module.css";
import { Options } from "./Options.tsx";
import { YearFigures } from "./YearFigures.tsx";

const texts = workbenchTexts.ladder;

interface ItemOf {
  readonly row: LadderRow;
  readonly span: { readonly from: string; readonly to: string };
  readonly currency: string | null;
  readonly open: boolean;
  readonly onToggle: () => void;
}

const Tags = ({ row }: { readonly row: LadderRow }) => (
  <p className={styles.tags}>
    <BandBadge band={row.risk.band} />
    {row.highMaintenance && <Tag tone="warn">{texts.highMaintenance}</Tag>}
    {row.ourFault && <Tag tone="warn">{texts.ourFault}</Tag>}
    {row.decided !== null && (
      <Tag>
        {texts.decided(workbenchTexts.actions[row.decided.action], dayText(row.decided.on), row.decided.by)}
      </Tag>
    )}
  </p>
);

/** A client of the ladder: what is proposed and why, what it brought and took; its options on demand. */
export const LadderItem = ({ row, span, currency, open, onToggle }: ItemOf) => {
  const id = useId();
  return (
    <li className={styles.item}>
      <header className={styles.head}>
        <h2 className={styles.name}>
          <ClientName id={row.id} name={row.name} />
        </h2>
        <p className={styles.who}>
          <bdi>{row.ownerName ?? workbenchTexts.nobody}</bdi>
          {[row.segment, row.tier].map((word) => (word === null ? null : ` · ${word}`))}
        </p>
        <Tags row={row} />
      </header>
      <p className={styles.proposal}>
        <strong>{workbenchTexts.actions[row.recommendation]}.</strong> {row.because}
      </p>
      <YearFigures row={row} span={span} currency={currency} />
      <p className={styles.actions}>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
          {open ? texts.hide : texts.options(row.options.length)}
          <span className={styles.hidden}> {row.name}</span>
        </button>
        <WorkbenchLink client={row.id} name={row.name} text={texts.open} className={styles.open} />
      </p>
      <div id={id} hidden={!open}>
        {open && <Options row={row} currency={currency} />}
      </div>
    </li>
  );
};
