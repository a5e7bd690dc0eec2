import type { LadderPage, LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { workbenchClientTexts } from "../../../texts/en/workbenchClient.ts";
import { YearFigures } from "../ladder/YearFigures.tsx";
import page from "../parts/Page.module.css";
import { onAll } from "../parts/rests.ts";
import { Tag } from "../parts/Tag.tsx";

const texts = workbenchClientTexts;
const ladder = workbenchTexts.ladder;

/** What is proposed about a client, why, and what the choice hangs on. */
export const Proposal = ({ row, of }: { readonly row: LadderRow; readonly of: LadderPage }) => (
  <Card
    title={`${texts.proposal}: ${workbenchTexts.actions[row.recommendation]}`}
    restsOn={onAll}
    note={workbenchTexts.figures.overYear(dayText(of.from), dayText(of.to))}
    actions={
      <>
        {row.highMaintenance && <Tag tone="warn">{ladder.highMaintenance}</Tag>}
        {row.ourFault && <Tag tone="warn">{ladder.ourFault}</Tag>}
      </>
    }
  >
    <YearFigures row={row} span={of} currency={of.currency} />
    <p>{row.because}</p>
    {row.unknown.unknown !== "nothing" && (
      <p>
        <strong>{texts.unknown}:</strong>{" "}
        {texts.explains(row.unknown.text, percentText(row.unknown.explainsPercent))}
      </p>
    )}
    {row.ownCausePercent > 0 && (
      <p className={page.muted}>{texts.ourShareText(percentText(row.ownCausePercent))}</p>
    )}
    {row.riskFrom === "firm" && <p className={page.muted}>{ladder.firmRate}</p>}
    {row.decided !== null && (
      <p>
        <strong>
          {ladder.decided(
            workbenchTexts.actions[row.decided.action],
            dayText(row.decided.on),
            row.decided.by,
          )}
        </strong>
        {": "}
        <bdi>{row.decided.reason}</bdi>
      </p>
    )}
  </Card>
);
