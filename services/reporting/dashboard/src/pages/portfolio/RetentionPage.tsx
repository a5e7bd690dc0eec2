import type { Answer } from "../../api/Api.ts";
import { useRead } from "../../api/useRead.ts";
import { dayText } from "../../format/days.ts";
import { countText, percentText } from "../../format/figures.ts";
import { Card } from "../../kit/Card.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Loaded } from "../../kit/Loaded.tsx";
import { useSpan } from "../../shell/useWhen.ts";
import { portfolioTexts } from "../../texts/en/portfolio.ts";
import { retentionTexts } from "../../texts/en/retention.ts";
import { shortAmount } from "./parts/amount.ts";
import { Facts } from "./parts/Facts.tsx";
import { IntervalBar } from "./parts/IntervalBar.tsx";
import { onBooks } from "./parts/rests.ts";
import { Tile, Tiles } from "./parts/Tile.tsx";
import styles from "./Portfolio.module.css";
import { AtRiskCard } from "./retention/AtRiskCard.tsx";
import { Bridge } from "./retention/Bridge.tsx";
import { ClientsCard } from "./retention/ClientsCard.tsx";
import { MonthsCard } from "./retention/MonthsCard.tsx";

type Retention = Answer<"GET /v1/retention">;

const texts = retentionTexts;
const percent = (of: number | null): string => (of === null ? portfolioTexts.tiles.none : percentText(of));

const Figures = ({ figures, currency }: Retention) => {
  const { logoChurnPercent: lost, logoChurnLowPercent: low, logoChurnHighPercent: high } = figures;
  return (
    <Tiles>
      <Tile restsOn={onBooks} name={texts.tiles.gross} figure={percent(figures.grossPercent)}>
        {texts.tiles.grossOf}
      </Tile>
      <Tile restsOn={onBooks} name={texts.tiles.net} figure={percent(figures.netPercent)}>
        {texts.tiles.netOf}
      </Tile>
      <Tile restsOn={onBooks} name={texts.tiles.churn} figure={percent(lost)}>
        {lost !== null && low !== null && high !== null && (
          <>
            <IntervalBar low={low} high={high} value={lost} least={0} most={Math.max(30, high)} />
            {portfolioTexts.interval(percentText(low), percentText(high))};{" "}
          </>
        )}
        {portfolioTexts.tiles.lostOf(figures.lostClients, figures.openingClients)}
      </Tile>
      <Tile restsOn={onBooks} name={texts.tiles.opening} figure={shortAmount(figures.openingMinor, currency)}>
        {texts.tiles.monthOf(figures.openingClients)}
      </Tile>
      <Tile restsOn={onBooks} name={texts.tiles.closing} figure={shortAmount(figures.closingMinor, currency)}>
        {texts.tiles.monthOf(figures.closingClients)}
      </Tile>
    </Tiles>
  );
};

const Because = ({ lostBecause }: Retention) => {
  const told = Object.entries(lostBecause).filter(([, of]) => of > 0);
  return (
    <Card title={texts.because.title} restsOn={onBooks}>
      {told.length === 0 ? (
        <p className={styles.muted}>{texts.because.empty}</p>
      ) : (
        <Facts
          facts={told.map(([why, of]) => [
            texts.because.names[why as keyof typeof texts.because.names],
            countText(of),
          ])}
        />
      )}
    </Card>
  );
};

const Told = ({ answer }: { readonly answer: Retention }) => (
  <div className={styles.page}>
    <p className={styles.muted}>{texts.lead(dayText(answer.from), dayText(answer.to))}</p>
    {answer.items.length === 0 ? (
      <EmptyState title={texts.empty.title}>
        <p>{texts.empty.detail}</p>
      </EmptyState>
    ) : (
      <>
        <Figures {...answer} />
        <div className={styles.pair}>
          <Bridge figures={answer.figures} currency={answer.currency} />
          <div className={styles.stack}>
            <AtRiskCard atRisk={answer.atRisk} currency={answer.currency} />
            <Because {...answer} />
          </div>
        </div>
        <MonthsCard months={answer.months} currency={answer.currency} />
        <ClientsCard items={answer.items} currency={answer.currency} />
      </>
    )}
  </div>
);

/** The page at `/retention`: what became of recurring revenue, by month and client, and what of it is at risk. */
export const RetentionPage = () => {
  const retention = useRead("GET /v1/retention", { query: useSpan() });
  return (
    <>
      <h1>{texts.title}</h1>
      <Loaded query={retention} lines={24}>
        {(answer) => <Told answer={answer} />}
      </Loaded>
    </>
  );
};
