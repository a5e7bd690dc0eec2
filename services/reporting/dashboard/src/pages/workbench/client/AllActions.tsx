import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { Fragment } from "react";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { Card } from "../../../kit/Card.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { workbenchClientTexts } from "../../../texts/en/workbenchClient.ts";
import { whatIfTexts } from "../../../texts/en/workbenchWhatIf.ts";
import { Amount } from "../parts/Amount.tsx";
import page from "../parts/Page.module.css";
import { onAll } from "../parts/rests.ts";

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
  <Card title={texts.actions} note={texts.actionsNote} restsOn={onAll}>
    <PlainTable
      label={texts.actions}
      heads={[texts.action, texts.value, texts.gain, texts.best]}
      rows={row.actions.map(({ action, value, gain, bestPercent, refused }) => ({
        key: action,
        cells: [
          <Fragment key="action">
            {workbenchTexts.actions[action]}
            {refused !== null && (
              <div className={`${page.muted} ${page.small}`}>
                {texts.left(workbenchTexts.refused[refused])}
              </div>
            )}
          </Fragment>,
          <DrawnAmount key="value" of={value} currency={currency} />,
          <DrawnAmount key="gain" of={gain} currency={currency} />,
          percentText(bestPercent),
        ],
      }))}
    />
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
