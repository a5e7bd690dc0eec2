import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { Card } from "../../../kit/Card.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { workbenchClientTexts } from "../../../texts/en/workbenchClient.ts";
import { whatIfTexts } from "../../../texts/en/workbenchWhatIf.ts";
import { Amount } from "../parts/Amount.tsx";
import page from "../parts/Page.module.css";

const texts = workbenchClientTexts;

type Drawn = LadderRow["actions"][number]["value"];

const DrawnAmount = ({ of, currency }: { readonly of: Drawn; readonly currency: string | null }) => (
  <>
    <Amount minor={of.medianMinor} currency={currency} />
    {currency !== null && of.lowMinor !== of.highMinor && (
      <div className={`${page.muted} ${page.small}`}>
        {whatIfTexts.between(moneyText(of.lowMinor, currency), moneyText(of.highMinor, currency))}
      </div>
    )}
  </>
);

/** All six actions with what they are worth, also those that are not proposed, and why not. */
export const AllActions = ({
  row,
  currency,
}: {
  readonly row: LadderRow;
  readonly currency: string | null;
}) => (
  <Card title={texts.actions} note={texts.actionsNote}>
    <div className={page.scroll} tabIndex={0} role="group" aria-label={texts.actions}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">{texts.action}</th>
            <th scope="col" className={page.figure}>
              {texts.value}
            </th>
            <th scope="col" className={page.figure}>
              {texts.gain}
            </th>
            <th scope="col" className={page.figure}>
              {texts.best}
            </th>
            <th scope="col">{texts.left}</th>
          </tr>
        </thead>
        <tbody>
          {row.actions.map(({ action, value, gain, bestPercent, refused }) => (
            <tr key={action}>
              <th scope="row">{workbenchTexts.actions[action]}</th>
              <td className={page.figure}>
                <DrawnAmount of={value} currency={currency} />
              </td>
              <td className={page.figure}>
                <DrawnAmount of={gain} currency={currency} />
              </td>
              <td className={page.figure}>{percentText(bestPercent)}</td>
              <td>{refused === null ? "" : workbenchTexts.refused[refused]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </Card>
);

/** What has to hold before a client is proposed to be parted with, and whether it does. */
export const Parting = ({ row }: { readonly row: LadderRow }) => (
  <Card title={texts.parting} note={texts.partingNote(dayText(row.partingLastDay))}>
    <ul className={page.plain}>
      {row.parting.map(({ condition, holds, text }) => (
        <li key={condition}>
          <span aria-hidden="true">{holds ? "✓" : "✗"}</span>{" "}
          <span className={page.muted}>{holds ? texts.holds : texts.holdsNot}:</span> {text}
        </li>
      ))}
    </ul>
  </Card>
);
