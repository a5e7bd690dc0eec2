import type { HistoryItem as Item } from "@rapport/contracts/http/words/History";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { kitTexts } from "../../../texts/en/kit.ts";
import { sayTexts } from "../../../texts/en/say.ts";
import { workbenchClientTexts } from "../../../texts/en/workbenchClient.ts";
import page from "../parts/Page.module.css";
import { Tag } from "../parts/Tag.tsx";
import styles from "./Words.module.css";

const texts = workbenchClientTexts;

const machineText = ({ band, chancePercent }: NonNullable<Item["machine"]>): string => {
  const word = band === null ? kitTexts.none : kitTexts.bands[band];
  return chancePercent === null
    ? texts.machineSaid(word)
    : texts.machineChance(word, percentText(chancePercent));
};

const Kept = ({ item: { evidence, machine } }: { readonly item: Item }) =>
  evidence.length === 0 && machine === null ? null : (
    <details className={page.small}>
      <summary>{texts.keptWith}</summary>
      <ul>
        {evidence.map(({ figure, value }) => (
          <li key={figure}>
            {figure}: <bdi>{value}</bdi>
          </li>
        ))}
        {machine !== null && <li>{machineText(machine)}</li>}
      </ul>
    </details>
  );

/** One word or alert: when, who and what; what is taken back says so and stays. */
export const HistoryItem = ({ item, clientName }: { readonly item: Item; readonly clientName: string }) => (
  <li className={styles.word}>
    <p className={page.muted}>
      <time dateTime={item.on}>{dayText(item.on)}</time>
      {item.by !== null && (
        <>
          {" · "}
          <bdi>{item.by}</bdi>
        </>
      )}{" "}
      {item.type === "alert" && <Tag>{texts.alert}</Tag>}
    </p>
    <p className={item.undone === null ? undefined : styles.undone}>
      <bdi>{item.text}</bdi>
    </p>
    {item.undone !== null && (
      <p className={page.muted}>
        <bdi>{texts.takenBack(dayText(item.undone.on), item.undone.by, item.undone.reason)}</bdi>
      </p>
    )}
    <Kept item={item} />
    {item.wordId !== null && item.undone === null && (
      <SayButton
        kind="undo"
        about={{ wordId: item.wordId }}
        by={item.by}
        clientName={clientName}
        text={sayTexts.undo}
        label={texts.takeBack(item.text)}
        className={styles.small}
      />
    )}
  </li>
);
