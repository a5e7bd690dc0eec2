import type { LadderRow, OptionRow } from "@rapport/contracts/http/decisions/Ladder";
import type { ReactNode } from "react";
import { OptionCard } from "./OptionCard.tsx";
import styles from "./Options.module.css";
import { scaleOf } from "./span.ts";

interface OptionsOf {
  readonly row: LadderRow;
  readonly currency: string | null;
  readonly actionsOf?: (option: OptionRow) => ReactNode;
}

/** The two or three options of a client side by side, on one scale. */
export const Options = ({ row, currency, actionsOf }: OptionsOf) => {
  const scale = scaleOf(row.options.map(({ gain }) => gain));
  return (
    <ul className={styles.options}>
      {row.options.map((option) => (
        <OptionCard
          key={option.action}
          option={option}
          currency={currency}
          scale={scale}
          proposed={option.action === row.recommendation}
        >
          {actionsOf?.(option)}
        </OptionCard>
      ))}
    </ul>
  );
};
