import type { BooksEffect } from "@rapport/contracts/http/data/Settings";
import { durationText } from "../../../format/duration.ts";
import { moneyText } from "../../../format/money.ts";
import { ClientName } from "../../../kit/ClientName.tsx";
import { settingsTexts } from "../../../texts/en/settings.ts";
import data from "../Data.module.css";
import { ScrollTable } from "../../../kit/table/ScrollTable.tsx";
import { type Beside, besideOf, type Sums } from "./beside.ts";
import styles from "./Settings.module.css";

const texts = settingsTexts.preview;
const heads = (first: string) => [
  { key: "first", text: first },
  { key: "effort", text: texts.effort, number: true },
  { key: "cost", text: texts.cost, number: true },
  { key: "revenue", text: texts.revenue, number: true },
  { key: "contribution", text: texts.contribution, number: true },
];

type Currencies = Pick<BooksEffect, "currencyBefore" | "currencyAfter">;

const amount = (minor: number, currency: string | null): string =>
  currency === null ? String(minor) : moneyText(minor, currency);

/** Now and then, one above the other; one where both are the same. */
const Cell = ({
  of,
  before,
  after,
}: {
  readonly of: Beside;
  readonly before: string;
  readonly after: string;
}) => (
  <td className={data.number}>
    {of.moves ? (
      <>
        <s>{before}</s>
        <br />
        <strong>{after}</strong>
      </>
    ) : (
      after
    )}
  </td>
);

const Cells = ({
  before,
  after,
  currencies,
}: {
  readonly before: Sums;
  readonly after: Sums;
  readonly currencies: Currencies;
}) => {
  const { currencyBefore, currencyAfter } = currencies;
  const { effort, money } = besideOf(before, after, currencyBefore !== currencyAfter);
  return (
    <>
      <Cell of={effort} before={durationText(effort.before)} after={durationText(effort.after)} />
      {money.map((one) => (
        <Cell
          key={one.name}
          of={one}
          before={amount(one.before, currencyBefore)}
          after={amount(one.after, currencyAfter)}
        />
      ))}
    </>
  );
};

/** Months of the books now, and as they would be. */
export const BooksShown = ({ of }: { readonly of: BooksEffect }) => (
  <div className={styles.effect}>
    <h4 className={styles.part}>{texts.books}</h4>
    {of.currencyBefore !== of.currencyAfter && (
      <p>{texts.currency(of.currencyBefore ?? texts.nobody, of.currencyAfter ?? texts.nobody)}</p>
    )}
    <ScrollTable label={texts.books} heads={heads(texts.month)}>
      {of.months.map(({ month, before, after }) => (
        <tr key={month}>
          <th scope="row">{month}</th>
          <Cells before={before} after={after} currencies={of} />
        </tr>
      ))}
    </ScrollTable>
    <p>{of.clientsMoved === 0 ? texts.booksSame : texts.moved(of.clientsMoved, of.clients.length)}</p>
    {of.clients.length > 0 && (
      <ScrollTable label={`${texts.books}: ${texts.client}`} heads={heads(texts.client)}>
        {of.clients.map(({ id, name, before, after }) => (
          <tr key={id}>
            <th scope="row">
              <ClientName id={id} name={name} />
            </th>
            <Cells before={before} after={after} currencies={of} />
          </tr>
        ))}
      </ScrollTable>
    )}
  </div>
);
