import type { ClientRiskAnswer } from "@rapport/contracts/http/risk/Risk";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { clientTexts } from "../../../texts/en/client.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import page from "../ClientPage.module.css";
import styles from "./ScoreCard.module.css";

const texts = clientTexts.score;

/** The bands of the last weeks: the higher a bar, the more at risk; the same as a table under it. */
export const Course = ({ weeks }: { readonly weeks: ClientRiskAnswer["weeks"] }) =>
  weeks.length < 2 || weeks.every(({ band }) => band === null) ? null : (
    <>
      <h3 className={page.part}>{texts.course}</h3>
      <div className={styles.course} role="img" aria-label={texts.courseLabel}>
        {weeks.map(({ week, band }) => (
          <span key={week} className={`${styles.week} ${styles[band ?? "none"]}`} />
        ))}
      </div>
      <details className={page.muted}>
        <summary>{kitTexts.chart.asTable}</summary>
        <PlainTable
          label={texts.courseLabel}
          heads={[texts.week, texts.band, texts.chance]}
          rows={weeks.toReversed().map(({ week, band, chancePercent }) => ({
            key: week,
            cells: [
              dayText(week),
              <BandBadge key="band" band={band} />,
              chancePercent === null ? kitTexts.none : percentText(chancePercent),
            ],
          }))}
          cells="words"
        />
      </details>
    </>
  );
