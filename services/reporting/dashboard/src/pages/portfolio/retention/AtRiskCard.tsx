import type { RevenueAtRisk } from "@rapport/contracts/http/retention/Retention";
import { Card } from "../../../kit/Card.tsx";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import { retentionTexts } from "../../../texts/en/retention.ts";
import { amount } from "../parts/amount.ts";
import { Facts } from "../parts/Facts.tsx";
import { IntervalBar } from "../parts/IntervalBar.tsx";
import { onAll } from "../parts/rests.ts";
import styles from "../Portfolio.module.css";

const texts = retentionTexts.atRisk;

/** What of a year's recurring revenue may go within the horizon, and what nothing can be said of. */
export const AtRiskCard = ({
  atRisk,
  currency,
}: {
  readonly atRisk: RevenueAtRisk;
  readonly currency: string | null;
}) => {
  const { expectedMinor, lowMinor, highMinor, why, basis } = atRisk;
  return (
    <Card title={texts.title} note={texts.note(atRisk.horizonWeeks)} restsOn={onAll}>
      {expectedMinor !== null && lowMinor !== null && highMinor !== null && (
        <>
          <p className={styles.figure}>{amount(expectedMinor, currency)}</p>
          <IntervalBar low={lowMinor} high={highMinor} value={expectedMinor} least={0} most={highMinor} />
          <p className={styles.muted}>
            {portfolioTexts.interval(amount(lowMinor, currency), amount(highMinor, currency))}.{" "}
            {basis === "own" && texts.own}
          </p>
        </>
      )}
      {why !== null && <p className={styles.muted}>{why}</p>}
      <Facts
        facts={[
          [texts.year, amount(atRisk.yearMinor, currency)],
          [texts.scored, amount(atRisk.scoredMinor, currency)],
          [texts.notice, amount(atRisk.noticeGivenMinor, currency)],
          [texts.unscored, amount(atRisk.unscoredMinor, currency)],
        ]}
      />
    </Card>
  );
};
