import type { PlayRow, PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { Fragment, type ReactNode } from "react";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { outcomesTexts } from "../../../texts/en/workbenchOutcomes.ts";
import { GainBar } from "../ladder/GainBar.tsx";
import { placesOn } from "../ladder/span.ts";
import page from "../parts/Page.module.css";
import { effectScale, effectText, intervalText } from "./effects.ts";
import styles from "./Outcomes.module.css";

const texts = outcomesTexts;

type Effect = Pick<
  PlaysAnswer["byAction"][number],
  "measure" | "means" | "unit" | "effect" | "low" | "high" | "shown"
>;

/** An effect and its interval, drawn on one scale with its neighbours of the same unit: two cells of a table. */
export const effectCells = (of: Effect, among: ReadonlyArray<Effect>): ReadonlyArray<ReactNode> => [
  <Fragment key="effect">
    <strong>{effectText(of)}</strong>
    <div className={page.muted}>{of.shown ? texts.shown : texts.notShown}</div>
  </Fragment>,
  <div key="interval" className={styles.interval}>
    <GainBar
      at={placesOn(effectScale(among, of.unit), {
        lowMinor: of.low,
        medianMinor: of.effect,
        highMinor: of.high,
      })}
      label={texts.barLabel(effectText(of), intervalText(of))}
    />
    <div className={`${page.muted} ${page.small}`}>{intervalText(of)}</div>
  </div>,
];

const figure = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** What came of a play by each measure: before, after, what was to be expected, and the effect with its interval. */
export const EffectTable = ({ play }: { readonly play: PlayRow }) => (
  <PlainTable
    label={texts.effectsOf(play.client.name)}
    heads={[texts.measure, texts.before, texts.after, texts.expected, texts.effect, texts.interval]}
    rows={play.effects.map((effect) => ({
      key: effect.measure,
      cells: [
        <Fragment key="measure">
          {effect.means}
          <div className={`${page.muted} ${page.small}`}>
            {texts.compared(effect.comparedWith.length, effect.eligible)}
          </div>
        </Fragment>,
        figure.format(effect.before),
        figure.format(effect.after),
        figure.format(effect.expected),
        ...effectCells(effect, play.effects),
      ],
    }))}
  />
);
