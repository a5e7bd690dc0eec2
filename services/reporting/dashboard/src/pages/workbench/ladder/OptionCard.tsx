import type { OptionRow } from "@rapport/contracts/http/decisions/Ladder";
import type { ReactNode } from "react";
import { percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { Amount } from "../parts/Amount.tsx";
import { Tag } from "../parts/Tag.tsx";
import { GainBar } from "./GainBar.tsx";
import styles from "./OptionCard.module.css";
import { placesOn } from "./span.ts";

const texts = workbenchTexts.options;

const Gain = ({ option, currency, scale }: Omit<OptionOf, "proposed" | "children">) => {
  const { gain } = option;
  if (option.action === "keep") return <p className={styles.note}>{texts.asItIs}</p>;
  const money = (minor: number) => (currency === null ? kitTexts.none : moneyText(minor, currency));
  return (
    <>
      <p className={styles.note}>{texts.gain}</p>
      <p className={styles.gain}>
        <Amount minor={gain.medianMinor} currency={currency} signed />
      </p>
      <GainBar
        at={placesOn(scale, gain)}
        label={texts.barLabel(money(gain.medianMinor), money(gain.lowMinor), money(gain.highMinor))}
      />
      <p className={styles.note}>{texts.interval(money(gain.lowMinor), money(gain.highMinor))}</p>
    </>
  );
};

const Points = ({
  title,
  mark,
  of,
}: {
  readonly title: string;
  readonly mark: string;
  readonly of: ReadonlyArray<string>;
}) =>
  of.length === 0 ? null : (
    <>
      <h4 className={styles.side}>{title}</h4>
      <ul className={styles.points}>
        {of.map((text) => (
          <li key={text}>
            <span aria-hidden="true" className={styles.mark}>
              {mark}
            </span>
            {text}
          </li>
        ))}
      </ul>
    </>
  );

interface OptionOf {
  readonly option: OptionRow;
  readonly currency: string | null;
  /** That all options of the client share. */
  readonly scale: { readonly min: number; readonly max: number };
  readonly proposed: boolean;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** One option: what it is worth against keeping the client as it is, what speaks for it and against it. */
export const OptionCard = ({ option, currency, scale, proposed, children }: OptionOf) => (
  <li className={proposed ? styles.proposed : styles.option}>
    <h3 className={styles.title}>
      {workbenchTexts.actions[option.action]} {proposed && <Tag tone="good">{texts.proposed}</Tag>}
    </h3>
    <p className={styles.note}>{texts.best(percentText(option.bestPercent))}</p>
    <Gain option={option} currency={currency} scale={scale} />
    <Points title={texts.pros} mark="+" of={option.pros} />
    <Points title={texts.cons} mark="−" of={option.cons} />
    {children}
  </li>
);
