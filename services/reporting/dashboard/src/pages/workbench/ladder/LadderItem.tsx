import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { useId } from "react";
import { dayText } from "../../../format/days.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { ItemCard } from "../../../kit/ItemCard.tsx";
import { Words } from "../../../kit/Words.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import page from "../parts/Page.module.css";
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

const Beside = ({ row }: { readonly row: LadderRow }) => (
  <>
    <span className={page.muted}>
      <bdi>{row.ownerName ?? workbenchTexts.nobody}</bdi>
      <Words words={[row.segment, row.tier]} />
    </span>
    <BandBadge band={row.risk.band} />
    {row.highMaintenance && <Tag tone="warn">{texts.highMaintenance}</Tag>}
    {row.ourFault && <Tag tone="warn">{texts.ourFault}</Tag>}
    {row.decided !== null && (
      <Tag>
        {texts.decided(workbenchTexts.actions[row.decided.action], dayText(row.decided.on), row.decided.by)}
      </Tag>
    )}
  </>
);

/** A client of the ladder: what is proposed and why, what it brought and took; its options on demand. */
export const LadderItem = ({ row, span, currency, open, onToggle }: ItemOf) => {
  const id = useId();
  return (
    <ItemCard
      title={<ClientName id={row.id} name={row.name} />}
      beside={<Beside row={row} />}
      actions={
        <>
          <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
            {open ? texts.hide : texts.options(row.options.length)}
            <span className={page.hiddenText}>
              {" "}
              <bdi>{row.name}</bdi>
            </span>
          </button>
          <WorkbenchLink client={row.id} name={row.name} text={texts.open} className={styles.open} />
        </>
      }
    >
      <p className={styles.proposal}>
        <strong>{workbenchTexts.actions[row.recommendation]}.</strong> {row.because}
      </p>
      <YearFigures row={row} span={span} currency={currency} />
      <div id={id} hidden={!open}>
        {open && <Options row={row} currency={currency} />}
      </div>
    </ItemCard>
  );
};
