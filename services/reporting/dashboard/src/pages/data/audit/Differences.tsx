import type { AuditResult } from "@rapport/contracts/http/data/Audit";
import { countText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { dataTexts } from "../../../texts/en/data.ts";
import styles from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";

const texts = dataTexts.audit;
const { columns } = texts;
const heads = [
  { key: "range", text: columns.range },
  { key: "inLog", text: columns.inLog, number: true },
  { key: "inWarehouse", text: columns.inWarehouse, number: true },
  { key: "fault", text: columns.fault },
];

/** The ranges in which log and warehouse say different things, with the records at fault as far as they are known. */
export const Differences = ({ of }: { readonly of: NonNullable<AuditResult["compared"]>["differences"] }) => (
  <Card title={texts.differences}>
    <ScrollTable label={texts.differences} heads={heads}>
      {of.map(({ topic, partition, first, last, inLog, inWarehouse, records }) => (
        <tr key={`${topic} ${partition} ${first}`}>
          <th scope="row">{texts.range(topic, partition, first, last)}</th>
          <td className={styles.number}>{countText(inLog)}</td>
          <td className={styles.number}>{countText(inWarehouse)}</td>
          <td className={styles.long}>
            {records.map(({ offset, eventId }) => `${offset} (${eventId})`).join(", ") || dataTexts.none}
          </td>
        </tr>
      ))}
    </ScrollTable>
  </Card>
);
