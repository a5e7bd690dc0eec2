import { dayText, momentText } from "../format/days.ts";
import { shellTexts } from "../texts/en/shell.ts";
import styles from "./Shell.module.css";
import { useSpan, useWhen } from "./useWhen.ts";

/** On paper, where the bar is left out: of which day, as known when, over which days and in what a page speaks. */
export const Printed = () => {
  const { asOf, knownAt } = useWhen();
  const { from, to, currency } = useSpan();
  const day = (iso: string | undefined) => (iso === undefined ? "…" : dayText(iso));
  const said = [
    "Rapport",
    shellTexts.when.button(dayText(asOf ?? new Date().toISOString().slice(0, 10))),
    knownAt === undefined ? null : shellTexts.when.knownThen(momentText(knownAt)),
    from === undefined && to === undefined
      ? shellTexts.period.button.usual
      : shellTexts.period.button.chosen(day(from), day(to)),
    currency ?? null,
  ];
  return <p className={styles.printed}>{said.filter((one) => one !== null).join(" · ")}</p>;
};
