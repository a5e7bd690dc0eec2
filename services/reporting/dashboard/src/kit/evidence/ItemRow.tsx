import type { EvidenceItem, EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { dayText } from "../../format/days.ts";
import { evidenceTexts } from "../../texts/en/evidence.ts";
import { itemAmount, ownAmount } from "./amountText.ts";
import styles from "./Drawer.module.css";
import { SourcePlaces } from "./SourcePlaces.tsx";

/** What the source itself calls the event: its number, ticket, document or Message-ID. */
const nameOf = ({ number, ticket, document, messageId }: EvidenceItem): string | null =>
  number ?? ticket ?? document ?? messageId;

/** One contribution: its day, what it comes from and where that stands, and what it adds. */
export const ItemRow = ({
  item,
  unit,
  currency,
}: {
  readonly item: EvidenceItem;
  readonly unit: EvidencePage["unit"];
  readonly currency: string | null;
}) => {
  const name = nameOf(item);
  const own = ownAmount(item, unit, currency);
  return (
    <tr>
      <td className={styles.day}>{dayText(item.day)}</td>
      <td className={styles.what}>
        {evidenceTexts.category(item.category)}
        {name !== null && (
          <>
            {" "}
            <bdi>{name}</bdi>
          </>
        )}{" "}
        <span className={styles.muted}>
          {item.measured ? evidenceTexts.measured : evidenceTexts.estimated}
          {own !== null && `, ${evidenceTexts.own(own)}`}
        </span>
        {item.eventId === null ? (
          <p className={styles.muted}>{evidenceTexts.noEvent}</p>
        ) : item.type === null ? (
          <p className={styles.muted}>{evidenceTexts.gone}</p>
        ) : (
          <SourcePlaces sources={item.sources} />
        )}
      </td>
      <td className={styles.amount}>{itemAmount(item, unit, currency)}</td>
    </tr>
  );
};
