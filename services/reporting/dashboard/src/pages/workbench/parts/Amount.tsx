import { moneyText } from "../../../format/money.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import styles from "./Amount.module.css";

interface AmountOf {
  /** Minor units; null where there is none, or where the reader may not see money. */
  readonly minor: number | null | undefined;
  readonly currency: string | null;
  /** With its sign, as a change. */
  readonly signed?: boolean;
}

/** An amount to the minor unit; below nothing in another colour, beside its sign. */
export const Amount = ({ minor, currency, signed = false }: AmountOf) =>
  minor === null || minor === undefined || currency === null ? (
    <span>{kitTexts.none}</span>
  ) : (
    <span className={minor < 0 ? styles.loss : styles.amount}>
      {signed && minor > 0
        ? moneyText(minor, currency).replace(/^(\S+) /, "$1 +")
        : moneyText(minor, currency)}
    </span>
  );
