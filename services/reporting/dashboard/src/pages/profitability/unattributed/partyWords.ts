import type { PartyFigures } from "@rapport/contracts/http/links/Links";
import { countText, hoursText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { unattributedTexts as texts } from "../../../texts/en/unattributed.ts";

const oneDigit = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** Messages, which are shared out among those they touch: `369`, `2.5`; `<0.1` of the least. */
export const sharesText = (messages: number): string =>
  messages > 0 && messages < 0.05 ? "<0.1" : oneDigit.format(messages);

type Money = PartyFigures["money"][number];

/** The amounts that are not nought, each with what it is: `invoiced GBP 1,200.00`. */
export const moneyWords = (money: ReadonlyArray<Money>): ReadonlyArray<string> =>
  money.flatMap(({ currency, invoicedNetMinor, creditedNetMinor, paidMinor, expenseMinor }) =>
    (
      [
        [texts.money.invoiced, invoicedNetMinor],
        [texts.money.credited, creditedNetMinor],
        [texts.money.paid, paidMinor],
        [texts.money.expenses, expenseMinor],
      ] as const
    ).flatMap(([name, minor]) =>
      minor === 0 || minor === null ? [] : [`${name} ${moneyText(minor, currency)}`],
    ),
  );

/** What waits for a client, or would move to one, in a few words; empty of nothing. */
export const movesWords = (of: PartyFigures): ReadonlyArray<string> => [
  ...(of.loggedSeconds === 0 ? [] : [texts.figures.logged(hoursText(of.loggedSeconds))]),
  ...(of.meetings === 0 ? [] : [texts.figures.meetings(countText(of.meetings))]),
  ...(of.messages === 0 ? [] : [texts.figures.messages(sharesText(of.messages))]),
  ...(of.tickets === 0 ? [] : [texts.figures.tickets(countText(of.tickets))]),
  ...moneyWords(of.money),
];
