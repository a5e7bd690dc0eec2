import type { ToldEffect } from "@rapport/contracts/http/data/Settings";
import { countText } from "../../../format/figures.ts";
import { ClientName } from "../../../kit/ClientName.tsx";
import { settingsTexts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import styles from "./Settings.module.css";

const texts = settingsTexts.preview;
const numbers = [
  { key: "what", text: texts.what },
  { key: "before", text: texts.before, number: true },
  { key: "after", text: texts.after, number: true },
];
const heads = [
  { key: "client", text: texts.client },
  { key: "before", text: texts.before },
  { key: "after", text: texts.after },
];

/** What is told of clients now, and what would be. */
export const ToldShown = ({ of }: { readonly of: ToldEffect }) => {
  const counts = of.counts.filter(({ before, after }) => before + after > 0);
  return (
    <div className={styles.effect}>
      <h4 className={styles.part}>{texts.told[of.kind]}</h4>
      {counts.length > 0 && (
        <ScrollTable label={texts.told[of.kind]} heads={numbers}>
          {counts.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={data.number}>{countText(before)}</td>
              <td className={data.number}>{countText(after)}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
      <p>{of.clientsMoved === 0 ? texts.toldSame : texts.moved(of.clientsMoved, of.clients.length)}</p>
      {of.clients.length > 0 && (
        <ScrollTable label={`${texts.told[of.kind]}: ${texts.client}`} heads={heads}>
          {of.clients.map(({ id, name, before, after }) => (
            <tr key={id}>
              <th scope="row">
                <ClientName id={id} name={name} />
              </th>
              <td>{before || texts.nobody}</td>
              <td>{after || texts.nobody}</td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </div>
  );
};
