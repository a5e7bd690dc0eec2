import type { MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import { useId } from "react";
import { percentText } from "../../../format/figures.ts";
import { ClientName } from "../../../kit/ClientName.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { maintenanceTexts } from "../../../texts/en/workbenchMaintenance.ts";
import { LinkedAmount } from "../parts/LinkedAmount.tsx";
import page from "../parts/Page.module.css";
import { monthsText } from "../parts/spans.ts";
import { Tag } from "../parts/Tag.tsx";
import { WorkbenchLink } from "../parts/WorkbenchLink.tsx";
import styles from "./Maintenance.module.css";
import { Measures } from "./Measures.tsx";

const texts = maintenanceTexts;

interface ItemOf {
  readonly row: MaintenanceRow;
  readonly currency: string | null;
  readonly open: boolean;
  readonly onToggle: () => void;
}

const Quarters = ({ row, currency }: Pick<ItemOf, "row" | "currency">) => (
  <ul className={page.plain}>
    {row.quarters.map(({ from, to, contributionMinor }) => (
      <li key={from}>
        <LinkedAmount
          client={row.id}
          metric="contribution"
          from={from}
          to={to}
          minor={contributionMinor}
          currency={currency}
        />
        <div className={`${page.muted} ${page.small}`}>{monthsText(from, to)}</div>
      </li>
    ))}
  </ul>
);

const Causes = ({ row }: Pick<ItemOf, "row">) =>
  row.reasons.length === 0 ? (
    <span className={page.muted}>{texts.noCause}</span>
  ) : (
    <ul className={styles.causes}>
      {row.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );

/** A client's index beside its year before, with the causes; what the index is made of on demand. */
export const MaintenanceItem = ({ row, currency, open, onToggle }: ItemOf) => {
  const id = useId();
  return (
    <>
      <tr>
        <th scope="row" className={styles.client}>
          <ClientName id={row.id} name={row.name} under={row.ownerName} />
          {row.highMaintenance && <Tag tone="warn">{texts.mark}</Tag>}
        </th>
        <td className={styles.figure}>
          <strong>{row.index === null ? kitTexts.none : row.index.toFixed(0)}</strong>
          <div className={`${page.muted} ${page.small}`}>
            {row.pastIndex === null ? kitTexts.none : row.pastIndex.toFixed(0)}
          </div>
        </td>
        <td className={styles.cause}>
          <Causes row={row} />
        </td>
        <td>
          {texts.levels[row.service.level]}
          {row.service.paidFor !== null && (
            <div className={`${page.muted} ${page.small}`}>
              {texts.paidFor(row.service.paidFor.toFixed(1))}
            </div>
          )}
        </td>
        <td>
          <Quarters row={row} currency={currency} />
        </td>
        <td className={styles.figure}>{percentText(row.ownCause.percent)}</td>
        <td>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            aria-label={texts.details(row.name)}
            onClick={onToggle}
          >
            {texts.measures}
          </button>
          <WorkbenchLink client={row.id} name={row.name} className={styles.work} />
        </td>
      </tr>
      <tr id={id} hidden={!open}>
        <td colSpan={7}>{open && <Measures row={row} />}</td>
      </tr>
    </>
  );
};
