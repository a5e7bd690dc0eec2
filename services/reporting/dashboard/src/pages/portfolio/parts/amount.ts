import { moneyText, shortMoneyText } from "../../../format/money.ts";
import { kitTexts } from "../../../texts/en/kit.ts";

type Minor = number | null | undefined;

/** Minor units of a currency, or a dash where there are none or they are not for the reader. */
export const amount = (minor: Minor, currency: string | null): string =>
  minor === null || minor === undefined || currency === null ? kitTexts.none : moneyText(minor, currency);

/** The same in three digits. */
export const shortAmount = (minor: Minor, currency: string | null): string =>
  minor === null || minor === undefined || currency === null
    ? kitTexts.none
    : shortMoneyText(minor, currency);
