import type { EffortPage } from "@rapport/contracts/http/economics/Effort";
import { useRead } from "../../../api/useRead.ts";
import { dayText } from "../../../format/days.ts";
import { hoursText } from "../../../format/figures.ts";
import { Card } from "../../../kit/Card.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Loaded } from "../../../kit/Loaded.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { useSpan } from "../../../shell/useWhen.ts";
import { clientMoneyTexts as texts } from "../../../texts/en/clientMoney.ts";
import page from "../ClientPage.module.css";
import styles from "./MoneyCard.module.css";
import { monthSpan, monthText } from "./monthSpan.ts";

const Effort = ({ id, answer }: { readonly id: string; readonly answer: EffortPage }) => (
  <>
    <p className={page.muted}>
      {texts.note(dayText(answer.from), dayText(answer.to))} {texts.noMoney}
    </p>
    <dl className={styles.tiles}>
      <div className={styles.tile}>
        <dt>{texts.effort}</dt>
        <dd className={styles.amount}>
          <EvidenceLink client={id} metric="effort" from={answer.from} to={answer.to}>
            {hoursText(answer.totals.selected.effortSeconds)}
          </EvidenceLink>
        </dd>
      </div>
    </dl>
    <PlainTable
      label={texts.effort}
      heads={[texts.month, texts.effort]}
      rows={answer.items.toReversed().map((row) => ({
        key: row.id,
        cells: [
          monthText(row.id),
          <EvidenceLink key="effort" client={id} metric="effort" {...monthSpan(row.id, answer)}>
            {hoursText(row.effortSeconds)}
          </EvidenceLink>,
        ],
      }))}
    />
  </>
);

/** Our time for it, month by month, for a reader who may not see money. */
export const EffortCard = ({ id }: { readonly id: string }) => {
  const query = useRead("GET /v1/effort", {
    query: { ...useSpan(), client: id, groupBy: "month", sort: "name", limit: 500 },
  });
  return (
    <Card title={texts.effort} restsOn={["mail", "tickets", "meetings", "books"]}>
      <Loaded query={query} lines={14}>
        {(answer) => <Effort id={id} answer={answer} />}
      </Loaded>
    </Card>
  );
};
