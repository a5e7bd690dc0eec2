import type { PlayRow } from "@rapport/contracts/http/words/Plays";
import { dayText } from "../../../format/days.ts";
import { ClientName } from "../../../kit/ClientName.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { sayTexts } from "../../../texts/en/say.ts";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { outcomesTexts } from "../../../texts/en/workbenchOutcomes.ts";
import page from "../parts/Page.module.css";
import { Tag } from "../parts/Tag.tsx";
import { EffectTable } from "./EffectTable.tsx";
import styles from "./Outcomes.module.css";

const texts = outcomesTexts;

const Span = ({ play: { startedOn, ended } }: { readonly play: PlayRow }) => (
  <span className={page.muted}>
    {ended === null ? texts.running(dayText(startedOn)) : texts.ended(dayText(startedOn), dayText(ended.on))}
  </span>
);

/** Something that was done about a client: when, why, what people think came of it, and what the figures say. */
export const PlayItem = ({ play }: { readonly play: PlayRow }) => (
  <li className={styles.play}>
    <header className={styles.head}>
      <h3 className={styles.name}>
        {workbenchTexts.actions[play.action]}: <ClientName id={play.client.id} name={play.client.name} />
      </h3>
      <Span play={play} />
      {play.ended !== null && (
        <Tag tone={play.ended.outcome === "worked" ? "good" : "plain"}>
          {texts.outcome[play.ended.outcome]}
        </Tag>
      )}
    </header>
    <p className={page.muted}>
      <bdi>{play.startedBy}</bdi>: <bdi>{play.reason}</bdi>
      {play.ended !== null && play.ended.reason !== "" && (
        <>
          {" · "}
          <bdi>{play.ended.reason}</bdi>
        </>
      )}
    </p>
    <p className={`${page.muted} ${page.small}`}>{texts.weeks(play.weeksBefore, play.weeksAfter)}</p>
    {play.effects.length > 0 && <EffectTable play={play} />}
    {play.notTold.length > 0 && (
      <details className={page.small}>
        <summary>{texts.notTold}</summary>
        <ul>
          {play.notTold.map(({ measure, means, why }) => (
            <li key={measure}>
              {means}: {why}
            </li>
          ))}
        </ul>
      </details>
    )}
    <p className={styles.head}>
      {play.ended === null && (
        <SayButton kind="play_end" about={{ playId: play.playId }} clientName={play.client.name} />
      )}
      <SayButton
        kind="undo"
        about={{ wordId: play.playId }}
        by={play.startedBy}
        clientName={play.client.name}
        text={sayTexts.undo}
        label={texts.takeBack(workbenchTexts.actions[play.action], play.client.name)}
      />
    </p>
  </li>
);
