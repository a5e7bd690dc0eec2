import type { VerdictRow } from "@rapport/contracts/http/words/Verdicts";
import { useRead } from "../../../api/useRead.ts";
import { dayText } from "../../../format/days.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { Card } from "../../../kit/Card.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { SayButton } from "../../../kit/say/SayButton.tsx";
import { sayTexts } from "../../../texts/en/say.ts";
import { outcomesTexts } from "../../../texts/en/workbenchOutcomes.ts";
import page from "../parts/Page.module.css";
import { Tag } from "../parts/Tag.tsx";

const texts = outcomesTexts;

const Row = ({ row }: { readonly row: VerdictRow }) => (
  <tr>
    <th scope="row">
      <ClientName id={row.id} name={row.name} />
    </th>
    <td>
      <strong>{sayTexts.verdicts[row.verdict]}</strong>
      <div className={`${page.muted} ${page.small}`}>
        <bdi>{row.givenBy}</bdi>, {dayText(row.givenOn)}, {texts.until(dayText(row.expiresOn))}
      </div>
    </td>
    <td>
      <BandBadge band={row.machine?.band ?? null} />
      <div className={`${page.muted} ${page.small}`}>{row.text}</div>
    </td>
    <td>
      <Tag tone={row.agreement === "agree" || row.agreement === "nothing_to_compare" ? "plain" : "warn"}>
        {texts.agreement[row.agreement]}
      </Tag>
    </td>
    <td>
      <bdi>{row.reason}</bdi>
    </td>
    <td>
      <SayButton
        kind="undo"
        about={{ wordId: row.verdictId }}
        by={row.givenBy}
        clientName={row.name}
        text={sayTexts.undo}
        label={texts.takeBack(sayTexts.verdicts[row.verdict], row.name)}
      />
    </td>
  </tr>
);

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
            <div className={page.scroll} tabIndex={0} role="group" aria-label={texts.verdicts}>
              <table className={page.table}>
                <thead>
                  <tr>
                    <th scope="col">{texts.client}</th>
                    <th scope="col">{texts.verdict}</th>
                    <th scope="col">{texts.machine}</th>
                    <th scope="col">{texts.agree}</th>
                    <th scope="col">{texts.why}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {items.map((row) => (
                    <Row key={row.verdictId} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Card>
  );
};
