import type { VerdictRow } from "@rapport/contracts/http/words/Verdicts";
import { Fragment } from "react";
import { useRead } from "../../../api/useRead.ts";
import { dayText } from "../../../format/days.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { sayTexts } from "../../../texts/en/say.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { outcomesTexts } from "../../../texts/en/workbenchOutcomes.ts";
import page from "../parts/Page.module.css";
import { Tag } from "../parts/Tag.tsx";

const texts = outcomesTexts;

const cellsOf = (row: VerdictRow) => [
  <ClientName key="client" id={row.id} name={row.name} />,
  <Fragment key="verdict">
    <strong>{sayTexts.verdicts[row.verdict]}</strong>
    <div className={`${page.muted} ${page.small}`}>
      <bdi>{row.givenBy}</bdi>, {dayText(row.givenOn)}, {texts.until(dayText(row.expiresOn))}
    </div>
  </Fragment>,
  <Fragment key="machine">
    <BandBadge band={row.machine?.band ?? null} />
    <div className={`${page.muted} ${page.small}`}>{row.text}</div>
  </Fragment>,
  <Tag
    key="agreement"
    tone={row.agreement === "agree" || row.agreement === "nothing_to_compare" ? "plain" : "warn"}
  >
    {texts.agreement[row.agreement]}
  </Tag>,
  <Fragment key="why">
    <p>
      <bdi>{row.reason}</bdi>
    </p>
    <SayButton
      kind="undo"
      about={{ wordId: row.verdictId }}
      by={row.givenBy}
      clientName={row.name}
      text={sayTexts.undo}
      label={texts.takeBack(sayTexts.verdicts[row.verdict], row.name)}
    />
  </Fragment>,
];

/** What people judge beside what the machine scores, disagreements first. */
export const Verdicts = () => {
  const query = useRead("GET /v1/verdicts", {});
  return (
    <Card title={texts.verdicts} note={texts.verdictsNote}>
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={page.muted}>{texts.noVerdicts}</p>
          ) : (
            <PlainTable
              label={texts.verdicts}
              cells="words"
              heads={[texts.client, texts.verdict, texts.machine, texts.agree, texts.why]}
              rows={items.map((row) => ({ key: row.verdictId, cells: cellsOf(row) }))}
            />
          )
        }
      </Loaded>
    </Card>
  );
};
