import type { PlayRow, PlaysAnswer } from "@rapport/contracts/http/words/Plays";
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

/** An effect with its interval, drawn on one scale with its neighbours of the same unit. */
export const EffectCells = ({
  of,
  among,
}: {
  readonly of: Effect;
  readonly among: ReadonlyArray<Effect>;
}) => (
  <>
    <td className={page.figure}>
      <strong>{effectText(of)}</strong>
      <div className={page.muted}>{of.shown ? texts.shown : texts.notShown}</div>
    </td>
    <td className={styles.interval}>
      <GainBar
        at={placesOn(effectScale(among, of.unit), {
          lowMinor: of.low,
          medianMinor: of.effect,
          highMinor: of.high,
        })}
        label={texts.barLabel(effectText(of), intervalText(of))}
      />
      <div className={`${page.muted} ${page.small}`}>{intervalText(of)}</div>
    </td>
  </>
);

const figure = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** What came of a play by each measure: before, after, what was to be expected, and the effect with its interval. */
export const EffectTable = ({ play }: { readonly play: PlayRow }) => (
  <div className={page.scroll} tabIndex={0} role="group" aria-label={texts.effectsOf(play.client.name)}>
    <table className={page.table}>
      <thead>
        <tr>
          <th scope="col">{texts.measure}</th>
          <th scope="col" className={page.figure}>
            {texts.before}
          </th>
          <th scope="col" className={page.figure}>
            {texts.after}
          </th>
          <th scope="col" className={page.figure}>
            {texts.expected}
          </th>
          <th scope="col" className={page.figure}>
            {texts.effect}
          </th>
          <th scope="col">{texts.interval}</th>
        </tr>
      </thead>
      <tbody>
        {play.effects.map((effect) => (
          <tr key={effect.measure}>
            <th scope="row">
              {effect.means}
              <div className={`${page.muted} ${page.small}`}>
                {texts.compared(effect.comparedWith.length, effect.eligible)}
              </div>
            </th>
            <td className={page.figure}>{figure.format(effect.before)}</td>
            <td className={page.figure}>{figure.format(effect.after)}</td>
            <td className={page.figure}>{figure.format(effect.expected)}</td>
            <EffectCells of={effect} among={play.effects} />
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
